/** The part of the library that our tests read status lists with; it ships no types. */
declare module "@digitalbazaar/vc-bitstring-status-list" {
  export function decodeList(list: {
    encodedList: string;
  }): Promise<{ length: number; getStatus(at: number): boolean }>;
}
