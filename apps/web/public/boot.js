// Says so when the console itself does not come: its script is refused, broken off, hangs or fails. Classic script, same origin, no dependency.
(function () {
  var deadlineMs = 20000;

  function paragraph(text) {
    var made = document.createElement('p');
    made.textContent = text;
    return made;
  }

  // what the console draws takes the place of this mark
  function giveUp() {
    var mark = document.querySelector('#root > .boot');
    if (mark === null) return;
    // a style sheet that never comes keeps everything from being drawn
    document.querySelectorAll('link[rel=stylesheet]').forEach(function (link) {
      if (link.sheet === null) link.remove();
    });
    var heading = document.createElement('h1');
    heading.textContent = 'The console can’t be loaded';
    var again = document.createElement('button');
    again.type = 'button';
    again.className = 'button';
    again.textContent = 'Try again';
    again.addEventListener('click', function () {
      location.reload();
    });
    var fix =
      'Gamut can’t be reached, or did not answer within 20 seconds. Check that it is running (npx gamut status), then try again.';
    mark.setAttribute('role', 'alert');
    mark.replaceChildren(heading, paragraph(fix), again);
  }

  setTimeout(giveUp, deadlineMs);
  addEventListener(
    'error',
    function (event) {
      if (event.target === window || event.target instanceof HTMLScriptElement) giveUp();
    },
    true,
  );
  addEventListener('unhandledrejection', giveUp);
})();
