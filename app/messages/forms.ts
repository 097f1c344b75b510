/** What is said of any form that cannot be taken as it was sent. */
export const forms = {
  unknownField: "This form held something that does not belong in it. Open the page again and send it once more.",
  repeated: "This was sent more than once. Give one answer.",
  missing: "This is missing. Open the page again and fill it in.",
  unfit: "This cannot be taken as it is. Open the page again and choose once more.",
  noFiles: "This form takes no files.",
  noFileChosen: "Choose a file first.",
  notAForm: "This could not be read as a form. Open the page again and send it once more.",
  tooLarge: "This is too long to be kept. Shorten it and send it again.",
  changedMeanwhile: "Somebody changed this while you were writing. Look at what stands now, then save again.",
} as const;
