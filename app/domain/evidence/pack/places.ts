/** Where each thing stands in an evidence pack. Names hold codes, versions and hashes, and nothing of a topic. */
export const packPlaces = {
  readme: "README.txt",
  records: "records/",
  record: (code: string) => `records/${code}.json`,
  certificates: "certificates/",
  certificate: (code: string) => `certificates/${code}.pdf`,
  register: "register.json",
  registerTable: "register.csv",
  release: (hash: string, file: string) => `releases/${hash.slice(0, 16)}/${file}`,
  checkpoint: "log/checkpoint.txt",
  logKeys: "keys/evidence.pub",
  credentialKeys: "keys/credentials.json",
  credential: "credential.jwt",
  status: (list: number) => `status/${list}.jwt`,
};
