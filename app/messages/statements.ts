/** A statement page: sections of paragraphs and lists. True of the version that prints it, and of nothing more. */
export interface Statement {
  title: string;
  heading: string;
  lead: string;
  sections: { heading: string; text: string; list?: string[] }[];
  help: { heading: string; text: string; contact: (contact: string) => string };
}

export const privacy: Statement = {
  title: "Privacy",
  heading: "What is kept, and who sees it",
  lead: "This site is run by the practice that invited you, on its own machine.",
  sections: [
    {
      heading: "What is kept about you",
      text: "What you do here is kept so that you can go on where you stopped, and so that your record of completion can be shown to hold.",
      list: [
        "Your name and e-mail address, your time zone and the kind of law you practise under if you chose them, and your roles.",
        "The invitation by which you came: its address and name, who sent it and when.",
        "Your password only as a hash, from which it cannot be read.",
        "Each sign-in that is still open: when it began, when it was last used, and a word for the device, such as “Firefox on Windows”.",
        "Each try to sign in: when, from which network address, and whether it worked. The same for wrong numbers and names on the page that verifies records; a right one leaves nothing.",
        "The courses you joined, the lessons you marked as read, and the last place you stopped at. Only that one place: no trail of what you opened, when or for how long.",
        "Your quiz attempts with their answers and results. Answers and read marks that could not be sent yet wait in your browser, as numbers without a word of them, until they are sent, you sign out, or somebody else signs in there.",
        "More attempts at a quiz, if an administrator granted you some, and why.",
        "From your first attempt at each quiz, sums that stand for all who took it: how many chose what. They hold no name and no time, and are shown to authors only in steps of five people.",
        "If you begin to practise again: when each question comes back to you, and how well you knew it. You can delete it on its page at any time. Nobody else is shown it.",
        "The vignettes you finished, and when.",
        "That you sent the evaluation of a course, if it asks for one. What it says is kept apart, with the release and the month alone: nothing joins it to you.",
        "What you ask of your practice with your name, and the answers, encrypted. A concern sent without your name holds nothing of you, only the day.",
        "Certificates from elsewhere that you record yourself, until you delete them.",
        "Reflections and notes that you write, encrypted with a key of your own, and your bookmarks, until you delete them.",
        "The certificate of each record, encrypted, as it was first drawn; and that its public page may show your name, if you chose that.",
        "For a record of completion: your name as you confirmed it, licences if you gave any, which you can delete under your account, what you attested, and the record itself.",
        "If you asked to close your account: when, until it is closed or you sign in. Afterwards a number on a list, so that nobody brings you back by mistake.",
        "Acts that matter later: who joined, left or completed a course, and who changed what others may do. Who, what and when, as ids, and a reason where an administrator wrote one.",
      ],
    },
    {
      heading: "What is not kept",
      text: "Answers to the checks inside lessons, the way you went through a vignette, and what you search for. The first time you finish a vignette, your choices are added to a count without your name. Reading a page leaves no entry about you.",
    },
    {
      heading: "Who sees what",
      text: "In this version a supervisor sees nothing of you but copies of reflections that you chose to share. When there are more pages, a supervisor will see whether you have joined, are under way, are overdue or have completed, with dates, and your record. Never your answers, scores or attempts, nor what you did not share.",
      list: [
        "You see your own standing, attempts, answers and records.",
        "Anybody who has the number of your certificate sees what it says of the course, and whether it holds. They do not see your name unless you show it, but can check one that they type.",
        "Only you see your reflections, notes and bookmarks. You may give a supervisor of your team a copy of one reflection, see whether it was opened, and take it back.",
        "Administrators of your practice see your name, e-mail address, roles and whether you are active. They and auditors read the trail of acts, which says who joined, left and completed, and that somebody shared a reflection with whom, never what it says. No page shows them your answers or scores. Administrators alone see that more attempts were granted to you, and why.",
        "Administrators can take your records out of the system for a board or an insurer, with your name and certificates; each time stands in the trail. On a roster for a board you stand only if you chose so on the record’s page, with the name and licence that you wrote there, until you take it back.",
        "Administrators alone read what you ask of the practice and answer it. Supervisors, authors and auditors do not, and the trail of acts names neither you nor your reason.",
        "Authors and administrators read sums and comments of evaluations once five people have sent theirs, and then in steps of five.",
        "Authors and administrators, and supervisors for their own team, see how many people chose each answer of a vignette: without names, and in steps of five people, so that nobody’s choice can be read off.",
        "Whoever runs the machine could read its database. Your reflections and notes cannot be read from it, but could be by someone who has control of the running server. Ask your practice who that is.",
      ],
    },
    {
      heading: "No third parties",
      text: "Pages load nothing from any other site: no analytics, no advertising, no fonts or pictures from elsewhere. One cookie keeps you signed in; there is no other. Links that lead out are marked, and the site they lead to is not told where you came from.",
    },
    {
      heading: "On your own screen",
      text: "Titles, addresses and icons of signed-in pages do not name what the course is about. Signing out clears what the browser kept of this site. Your browser’s history of visited addresses is yours to clear.",
    },
    {
      heading: "How long",
      text: "Every day what is past its time is deleted:",
      list: [
        "Sign-ins after 30 days, tries to sign in after 90, invitations that nobody took 30 days after they ended.",
        "Your quiz answers a year after you completed the course. The results stay.",
        "What you asked of the practice, reasons that administrators wrote, and who looked at what you shared: after two years.",
        "Your name on a record, and its certificate, after at least eight years from issue, because licensing boards may ask for them. Your practice may have chosen more, never fewer.",
        "All else until you delete it or close your account.",
      ],
    },
    {
      heading: "Your data in your hands",
      text: "Under your account you can save everything that is kept as yours, delete what you wrote, and close your account. A closed account is erased after fourteen days, and until then you keep it by signing in. Your name stays on your records until their time is over, and numbers that name nobody stay beside. An administrator can erase you too, with a reason. An older copy of the database brings nobody back who was erased. To have something corrected, ask your practice.",
    },
  ],
  help: {
    heading: "Questions",
    text: "Ask the practice that invited you.",
    contact: (contact) => `Ask your practice: ${contact}.`,
  },
};

export const accessibility: Statement = {
  title: "Accessibility",
  heading: "Using these pages your way",
  lead: "They are made to be read and answered by everyone, with whatever they use to read and answer.",
  sections: [
    {
      heading: "What is done",
      text: "We aim at the Web Content Accessibility Guidelines 2.2, level AA.",
      list: [
        "Everything works by keyboard alone, and the focus can always be seen.",
        "Everything works without scripts. With them, checks are answered in place and quiz answers save themselves.",
        "Nothing depends on colour alone, and there are no time limits.",
        "Pages hold at a width of 320 pixels and at 400 per cent zoom, follow your system’s light or dark theme and its request for less motion, and keep to its high-contrast colours.",
        "Lessons and records can be printed.",
      ],
    },
    {
      heading: "How it is checked",
      text: "Pages are run through an automatic checker in both themes, narrow and wide, and each path is walked by keyboard in tests. Such checks find only a part of what can be wrong. This version has not been tested by people who use screen readers or other aids every day, and nobody from outside has audited it.",
    },
    {
      heading: "What we know is missing",
      text: "In older browsers the definition of a marked word opens in the middle of the screen, or stands in the sentence, where newer ones show it beside the word.",
    },
  ],
  help: {
    heading: "Something in your way",
    text: "Tell the practice that invited you what you wanted to do and what stopped you. They can give you the same text in another form.",
    contact: (contact) =>
      `Tell your practice what you wanted to do and what stopped you: ${contact}. They can give you the same text in another form.`,
  },
};
