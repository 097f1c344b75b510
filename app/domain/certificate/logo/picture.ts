/** What a picture's reader made of it: without what it says beside the picture (place, camera, comments). */
export interface ReadPicture {
  bytes: Buffer;
  /** In pixels. */
  width: number;
  height: number;
}
