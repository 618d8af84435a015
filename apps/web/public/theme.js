// Sets the theme a person chose before the first paint, so that a dark room stays dark. Classic script, same origin.
try {
  var chosen = localStorage.getItem('gamut-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be refused; then the system's theme holds.
}
