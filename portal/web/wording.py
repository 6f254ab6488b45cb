"""Lời ở cổng: what a service says in the words of the command line, said in those of the pages.

A sentence of a refusal that names a command, or an option of one, has here what people do about it in a browser. What
has no page of its own keeps its words: then the command is the way.
"""

from collections.abc import Mapping

from directives.errors import N_

#: Câu của dòng lệnh -> câu của trang; its fields are some of those of the first.
SAID_HERE: Mapping[str, str] = {
    # the books
    "Book {book} has no number {number}. “vanthu register list” shows what there is.": N_(
        "Book {book} has no number {number}. Look for it among the books."
    ),
    "There is no book {book}. “vanthu register books” shows which there are.": N_(
        "There is no book {book}. The page of the books shows which there are."
    ),
    "Book {book} has no arrival number {number}. “vanthu incoming list” shows what there is.": N_(
        "Book {book} has no arrival number {number}. Look for it in the book of arrivals."
    ),
    "Say at least one word, or a filter such as “--year”.": N_("Say at least one word, or choose a filter."),
    "“{move}” is not possible in state “{state}”; “vanthu register history” says how it came to that": N_(
        "“{move}” is not possible in state “{state}”; the page of the document says how it came to that"
    ),
    "“{move}” rests on another document; number that first and name it with “--by”": N_(
        "“{move}” rests on another document; number that first and name it beside the reason"
    ),
    "“{move}” rests on no other document; leave “--by” out": N_(
        "“{move}” rests on no other document; leave that field empty"
    ),
    "The record of {entry} is damaged. Restore the last backup, then run “vanthu register verify”.": N_(
        "The record of {entry} is damaged. Tell the administrator: the last backup must be restored."
    ),
    (
        "These books were restored from a backup and are read-only. Compare the last numbers with the paper, "
        "then type: vanthu restore --home {home} --confirm"
    ): N_(
        "These books were restored from a backup and are read-only, until the administrator has compared the last "
        "numbers with the paper and has confirmed them on the server."
    ),
    "Name the decision by which {office} numbers so, with “--basis”.": N_(
        "Name the decision by which {office} numbers so."
    ),
    # arrivals
    (
        "This document is in the book already: arrival number {number} of {day} in {book}. "
        "If it really came twice, enter it again with “--again”."
    ): N_(
        "This document is in the book already: arrival number {number} of {day} in {book}. "
        "If it really came twice, say so when you enter it."
    ),
    "an instruction names who leads; say it with “--lead”": N_("an instruction names who leads"),
    "“{name}” leads already; do not name it with “--with” as well": N_(
        "“{name}” leads already; do not name it among those who help as well"
    ),
    "{file} is no longer the file that was read. Read it again with “vanthu incoming read”.": N_(
        "{file} is no longer the file that was read. Drop it again."
    ),
    (
        "Nothing in {file} falls to {office}, so there is nothing to pass on. Check the office, or read the document "
        "again with “vanthu read”. What it asks, and of whom:"
    ): N_("Nothing in {file} falls to {office}, so there is nothing to pass on. What it asks, and of whom:"),
    (
        "{file} gives {offices} nothing to follow: of {count} duties that were read none falls to them. "
        "Name other offices with --units, or write the plan by hand."
    ): N_(
        "{file} gives {offices} nothing to follow: of {count} duties that were read none falls to them. "
        "Choose other offices."
    ),
    # field work
    (
        "These days were reported already, with other figures: {rows}. To replace them, say that it is a correction."
    ): N_(
        "This day was reported already, with other figures. To replace them, tick that it corrects a reported day, "
        "and send again."
    ),
    (
        "These forms were recorded already, with other content: {serials}. To replace it, say that it is a correction."
    ): N_(
        "These forms were recorded already, with other content: {serials}. To replace it, tick that it is a "
        "correction, and send again."
    ),
    # writing
    "{file} is of {issued}; a draft of {day} would be earlier. Choose a later day with “--date”.": N_(
        "{file} is of {issued}; a draft of {day} would be earlier. Choose a later day."
    ),
    "With one number for all, rows may differ in the addressees only. Other differences need “--numbers each”:": N_(
        "With one number for all, rows may differ in the addressees only. Give each its own number:"
    ),
    (
        "The file is not the PDF of {entry} with signatures added: it was changed, or it is another document's. "
        "Sign the PDF that “vanthu issue --pdf” wrote."
    ): N_(
        "The file is not the PDF of {entry} with signatures added: it was changed, or it is another document's. "
        "Sign the PDF which you fetch here."
    ),
    (
        "The Word form asks for “{field}”, which nothing answers. "
        "“vanthu template lint” names the nearest known field."
    ): N_(
        "The Word form asks for “{field}”, which nothing answers. The administrator's page of templates names the "
        "nearest known field."
    ),
    "The template {file} was not taken ({count} error(s)); “vanthu template lint” shows them in full:": N_(
        "The template {file} was not taken ({count} error(s)):"
    ),
    "some of its tags work otherwise than they look; begin anew with “vanthu template new”": N_(
        "some of its tags work otherwise than they look; begin anew from the official form"
    ),
    # following up; which campaigns other offices run is not told to whoever guesses an address
    "There is no campaign {campaign!r}. Running: {running}.": N_("There is no campaign {campaign!r}."),
    "{unit} does not owe step {step}, period {occurrence}; see “vanthu campaign status --by unit”": N_(
        "{unit} does not owe step {step}, period {occurrence}; its page in the campaign shows what it owes"
    ),
    "Say with --reason why step {step} of {unit} is sent back or waived.": N_(
        "Say why step {step} of {unit} is sent back or waived."
    ),
    "Step {step} comes again each period: say with “--occurrence” whose deadline is moved.": N_(
        "Step {step} comes again each period: say which period."
    ),
    (
        "{day} is no working day. The nearest are {before} and {after}: name one of them, "
        "or let it be rolled with “--roll back” or “--roll forward”."
    ): N_(
        "{day} is no working day. The nearest are {before} and {after}: name one of them, or choose what to do with "
        "a day off."
    ),
    "Who asks {unit} for the correction? Name the office (--issuer), or write standing_office in the plan.": N_(
        "Who asks {unit} for the correction? The plan names no standing office."
    ),
    # returns
    (
        "The returns of {campaign} were closed on {day} ({reason}). They change only after “vanthu returns reopen”, "
        "by a person whom the plan names, with a reason."
    ): N_(
        "The returns of {campaign} were closed on {day} ({reason}). They change only after somebody whom the plan "
        "names has opened them again, with a reason."
    ),
    (
        "{person} may not open the returns of {campaign} again. The plan names (returns.may_reopen): {allowed}."
    ): N_("{person} may not open the returns of {campaign} again. The plan names these accounts: {allowed}."),
    "Say who decides (--by) and why (--reason): both are kept with the act.": N_(
        "Say why you decide so: the reason is kept with the act."
    ),
    "{count} form(s) {form!r} came in from: {units}. Check the serial, or name the unit (--unit).": N_(
        "{count} form(s) {form!r} came in from: {units}. Check the serial, or name the unit."
    ),
    (
        "{file} has {count} form(s) which {unit} sent before, with other content ({forms}). If it corrects what came, "
        "say which batch it takes the place of: --corrects {batches} (or --corrects all). Late forms need serials of "
        "their own."
    ): N_(
        "{file} has {count} form(s) which {unit} sent before, with other content ({forms}). If it corrects what came, "
        "say so when you send it. Late forms need serials of their own."
    ),
    "No re-check of {campaign} was drawn yet: vanthu recheck draw.": N_(
        "No re-check of {campaign} was drawn yet. The campaign officer draws it on the page of supervision."
    ),
    # samples
    (
        "{list}: {faulty} of {rows} rows are faulty, more than is allowed. Send it back with “vanthu sample "
        "dispatch”, or say with “--reason” why it is taken as it is."
    ): N_(
        "{list}: {faulty} of {rows} rows are faulty, more than is allowed. Correct the file and send it again."
    ),
    "The sample of {list} is “{state}”. Approve it first: vanthu sample move {list} approve.": N_(
        "The sample of {list} is “{state}”. It must be approved first."
    ),
    # publication
    (
        "Edition {edition} was prepared by the program, so two people must approve it, each with "
        "“vanthu campaign approve {campaign} --by PERSON”."
    ): N_(
        "Edition {edition} was prepared by the program, so two people must approve it, each under an account of their "
        "own."
    ),
    "{person} has no right to publish. Whoever gives it: “vanthu publishing grant”.": N_(
        "{person} has no right to publish. The administrator gives it with the role of an approver."
    ),
    # administration
    "it is not a complete archive of “vanthu backup”": N_("it is not a complete backup"),
    "The folder {folder} cannot be written to: {reason}. Choose another folder with “--out”.": N_(
        "The folder {folder} cannot be written to: {reason}. Tell the administrator."
    ),
    # writing
    "{file} has {count} filled sheets ({known}). Name the one to be read in “sheet”.": N_(
        "{file} has {count} filled sheets ({known}). Name the one to be read and read the file again."
    ),
    "Row {row} holds no heading. Name the row with the headings in “head_row”.": N_(
        "Row {row} holds no heading. Say in which row the headings stand and read the file again."
    ),
    (
        "The code of {office} for exchange on {day} is not known. Write it into the office's list of agency "
        "codes (VANTHU_AGENCY_CODES)."
    ): N_(
        "No edXML can be made yet: the code of {office} for exchange on {day} is not known. The administrator writes "
        "it into the list of agency codes; Word and PDF can be downloaded meanwhile."
    ),
    (
        "None of the recipients has a known code for exchange: {names}. Write the codes into the office's list "
        "of agency codes (VANTHU_AGENCY_CODES)."
    ): N_(
        "No edXML can be made yet: none of the recipients has a known code for exchange: {names}. The administrator "
        "writes the codes into the list of agency codes; Word and PDF can be downloaded meanwhile."
    ),
    "A {type} needs a body: add at least one [[body]] part.": N_(
        "A {type} needs a text: write at least one part of it."
    ),
    # after publication
    (
        "No deadline for the lessons of {campaign}: {count} working days before F0 would be {day}, and today is "
        "{today}. Name a working day that is still to come with --due."
    ): N_(
        "No deadline for the lessons of {campaign}: {count} working days before F0 would be {day}, and today is "
        "{today}. Choose a working day that is still to come."
    ),
    (
        "The plan {campaign} names no office of the Post. Give the addressee with --to, or the role “post” in the plan."
    ): N_(
        "The plan {campaign} names no office of the Post. Write the addressee into the form, or the role “post” into "
        "the plan."
    ),
    (
        "The plan {campaign} names no station or newspaper, and the organisation knows none of this province. Name "
        "them with --to, or give the plan an office which owes a step (owed_by)."
    ): N_(
        "The plan {campaign} names no station or newspaper, and the organisation knows none of this province. Give the "
        "plan an office which owes a step (owed_by)."
    ),
    "There is no evidence of publishing {number} here. See: vanthu telling show.": N_(
        "There is no evidence of publishing {number} here. The page of telling people lists what there is."
    ),
    "{campaign} has no improvement register yet. Make it with “vanthu improvement prefill {campaign}”.": N_(
        "{campaign} has no improvement register yet. The campaign officer makes it from the result."
    ),
    "{campaign} has no lesson “{code}” here. Its lessons: vanthu campaign lesson show {campaign}.": N_(
        "{campaign} has no lesson “{code}” here. The page of lessons lists what there is."
    ),
    (
        "{campaign} has no lessons to mend. They come with a campaign opened from the last one (vanthu campaign "
        "open-next), or from the campaign named as “result_of” in the plan."
    ): N_(
        "{campaign} has no lessons to mend. They come with a campaign opened from the last one, or from the campaign "
        "whose result the plan puts to use."
    ),
}
