// Quick exit: blank the page at once, then leave so that "back" does not return to it.
const link = document.querySelector('[data-exit]');
const leave = () => {
  document.documentElement.classList.add('gone');
  document.title = link.hostname;
  location.replace(link.href);
};
link.addEventListener('click', (e) => { e.preventDefault(); leave(); });

// Shift three times within five seconds
let presses = [];
addEventListener('keydown', (e) => {
  if (e.repeat) return;
  presses = e.key === 'Shift' ? [...presses, e.timeStamp].slice(-3) : [];
  if (presses.length === 3 && presses[2] - presses[0] < 5000) leave();
});
