// Small comforts. Every page can be read without them.
(() => {
  const root = document.documentElement;

  // Light or dark by choice; the system's preference where none was made.
  const remembered = () => { try { return localStorage.getItem('mode'); } catch { return null; } };
  const apply = (mode) => { if (mode) root.dataset.mode = mode; };
  apply(remembered());

  const onReady = () => {
    for (const button of document.querySelectorAll('button[data-mode]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
        const mode = (root.dataset.mode || system) === 'dark' ? 'light' : 'dark';
        apply(mode);
        try { localStorage.setItem('mode', mode); } catch { /* not remembered */ }
      });
    }

    // How old an article is today, in the page's language: whole months of the calendar in UTC, as
    // when the page was made.
    for (const banner of document.querySelectorAll('[data-age]')) {
      const then = new Date(banner.dataset.age);
      const now = new Date();
      banner.hidden = now < new Date(banner.dataset.from);
      if (banner.hidden) continue;
      const inMonth = (date) => date - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
      let months = (now.getUTCFullYear() - then.getUTCFullYear()) * 12 + now.getUTCMonth() - then.getUTCMonth();
      if (inMonth(now) < inMonth(then)) months -= 1;
      const years = Math.floor(months / 12);
      const count = years || months;
      const unit = years ? 'years' : 'months';
      const forms = banner.dataset;
      const category = new Intl.PluralRules(root.lang).select(count);
      const key = (name) => unit + name[0].toUpperCase() + name.slice(1);
      const text = forms[key(category)] || forms[key('other')];
      if (text) banner.textContent = text.replace('{n}', new Intl.NumberFormat(root.lang).format(count));
    }

    // Where style sheets cannot read attributes: the mean colour of a picture until it is there, and
    // what a crop keeps in sight.
    if (!CSS.supports('color: attr(x type(<color>))')) {
      for (const image of document.querySelectorAll('img[data-color], img[data-focus]')) {
        image.style.backgroundColor = image.dataset.color || '';
        image.style.objectPosition = image.dataset.focus || '';
      }
    }

    // What is wider than its column scrolls, and can be scrolled from the keyboard.
    const reach = () => {
      for (const box of document.querySelectorAll('.prose :is(table, pre), .table-scroll')) {
        if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute('tabindex');
      }
    };
    reach();
    addEventListener('resize', reach, { passive: true });

    // Copying an address.
    for (const button of document.querySelectorAll('[data-copy]')) {
      if (!navigator.clipboard) continue;
      button.hidden = false;
      button.addEventListener('click', () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = button.dataset.done;
      }));
    }
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', onReady); else onReady();
})();
