// "Open now", worked out on this device; and the situation that an address names stands open.
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
for (const el of document.querySelectorAll('[data-open]')) {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: el.dataset.tz, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const now = Object.fromEntries(clock.formatToParts().map((p) => [p.type, p.value]));
    const minute = now.hour * 60 + +now.minute;
    const day = days.indexOf(now.weekday);
    const open = el.dataset.open.split(';').some((span) => {
      const [on, times] = span.split(' ');
      const [start, end] = times.split('-');
      return on.includes(day) && minute >= +start && minute < +end;
    });
    el.textContent = open ? el.dataset.yes : el.dataset.no;
    el.hidden = false;
  } catch { /* an old device that does not know the time zone */ }
}
const show = () => {
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
show();
addEventListener('hashchange', show);
