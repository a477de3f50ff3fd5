// The list of words for a search field stands in the search page; it is fetched when somebody begins to search.
// What is typed is compared in the browser and sent nowhere.
const field = document.querySelector('.search [type=search]');
if (field) field.addEventListener('focus', async () => {
  try {
    const band = field.form.elements.band;
    const answer = await fetch(field.form.action + (band ? `?band=${band.value}` : ''));
    const list = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('words');
    if (list) { field.after(document.adoptNode(list)); field.setAttribute('list', 'words'); }
  } catch { /* nothing is missing without it */ }
}, { once: true });
