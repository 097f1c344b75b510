/** What is used of citeproc-js and of the styles that come with citation-js, neither of which has types of its own. */
declare module "citeproc" {
  interface System {
    retrieveLocale(language: string): string;
    retrieveItem(id: string): object;
  }

  class Engine {
    constructor(system: System, style: string, language: string, forceLanguage: boolean);
    opt: { development_extensions: { wrap_url_and_doi: boolean } };
    updateItems(ids: string[]): void;
    makeBibliography(): [about: { entry_ids: string[][] }, entries: string[]] | false;
    makeCitationCluster(cited: { id: string }[]): string;
  }
  const citeproc: { Engine: typeof Engine };
  export default citeproc;
}
