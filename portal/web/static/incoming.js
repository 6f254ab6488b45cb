// Văn bản đến: files which were dropped are sent at once; whoever has no script presses the button.
"use strict";

document.addEventListener("change", (event) => {
  if (event.target.id === "tep" && event.target.files.length) {
    event.target.form.requestSubmit();
  }
});
