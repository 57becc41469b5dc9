// Runs in the pages of a preview: reloads them, swaps stylesheets, and tells what is wrong. It is put
// into pages while they are served and is never in the output folder.
(() => {
  'use strict';
  const { tag = '', source, link } = document.currentScript.dataset;
  const page = location.pathname + location.search;
  const scrollKey = `stet scroll ${page}`;
  const hiddenKey = 'stet hidden';

  // The place on the page is kept over a reload.
  const kept = sessionStorage.getItem(scrollKey);
  if (kept) {
    sessionStorage.removeItem(scrollKey);
    history.scrollRestoration = 'manual';
    const [x, y] = kept.split(' ').map(Number);
    const restore = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    restore();
    addEventListener('load', () => {
      restore();
      history.scrollRestoration = 'auto';
    });
  }
  const reload = () => {
    sessionStorage.setItem(scrollKey, `${scrollX} ${scrollY}`);
    location.reload();
  };

  // Stylesheets are swapped: the old one stays until the new one is there. Which ones the page has now
  // is read from the page, since their names may change with what is in them.
  const sheetsOf = (from) => [...from.querySelectorAll('link[rel~="stylesheet"][href]')];
  const restyle = async (paths) => {
    const answer = await fetch(page, { cache: 'no-store' });
    const next = sheetsOf(new DOMParser().parseFromString(await answer.text(), 'text/html'))
      .map((sheet) => new URL(sheet.getAttribute('href'), document.baseURI));
    const sheets = sheetsOf(document);
    if (sheets.length !== next.length) return reload();
    let count = 0;
    sheets.forEach((sheet, index) => {
      const address = next[index];
      const isSame = new URL(sheet.href).pathname === address.pathname;
      if (isSame && !paths.includes(address.pathname)) return;
      count += 1;
      if (isSame) address.searchParams.set('stet', Date.now().toString(36));
      const fresh = sheet.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener('load', () => sheet.remove());
      fresh.addEventListener('error', () => fresh.remove());
      sheet.after(fresh);
    });
    // One that another one imports.
    if (count === 0 && paths.some(isUsed)) reload();
  };
  const isUsed = (path) =>
    performance.getEntriesByType('resource').some((entry) => new URL(entry.name).pathname === path);
  const takeAssets = (written) => {
    const paths = written.map((path) => new URL(path, location.href).pathname);
    const styles = paths.filter((path) => path.endsWith('.css'));
    if (paths.some((path) => !styles.includes(path) && isUsed(path))) reload();
    else if (styles.length) restyle(styles);
  };

  // What is shown stands apart from the page: its styles reach nothing of the page, nor the other way.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; }
    section, p.source {
      position: fixed; z-index: 2147483647; margin: 0; color: #eee; background: #1b1b1f;
      font: 14px/1.5 ui-sans-serif, system-ui, sans-serif; border: 1px solid #555;
    }
    section { inset: auto 0 0 0; max-height: 60vh; overflow: auto; padding: 0 20px 16px;
      border-width: 3px 0 0; border-color: #ff6b6b; }
    section.warnings { border-color: #e0b04a; }
    header { position: sticky; top: 0; display: flex; gap: 12px; align-items: center;
      background: #1b1b1f; padding: 10px 0 6px; }
    h2 { font-size: 15px; margin: 0; flex: 1; }
    article { border-top: 1px solid #444; padding: 10px 0; }
    h3 { font-size: 14px; margin: 0 0 2px; }
    h3 b { color: #ff8f8f; }
    .warning h3 b { color: #e0b04a; }
    p { margin: 2px 0; }
    a { color: #9ecbff; }
    code, pre { font: 13px/1.45 ui-monospace, monospace; }
    pre { margin: 6px 0; padding: 8px 10px; background: #000; overflow-x: auto; }
    .note { color: #bbb; }
    button { font: inherit; color: inherit; background: #333; border: 1px solid #777;
      border-radius: 4px; padding: 1px 8px; cursor: pointer; }
    p.source { inset: auto 10px 10px auto; display: flex; gap: 8px; align-items: center;
      padding: 3px 6px 3px 10px; border-radius: 6px; opacity: .9; max-width: 90vw; }
    p.source span, p.source a { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    [hidden] { display: none !important; }
    @media print { :host { display: none; } }
  `);
  const host = document.createElement('stet-preview');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [style];
  const make = (name, text, properties = {}) => {
    const element = Object.assign(document.createElement(name), properties);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const place = (text, address) => (address ? make('a', text, { href: address }) : make('span', text));

  // The file that the page was written in, and a button that shows what is wrong again.
  const badge = make('p', undefined, { className: 'source' });
  const open = make('button', '', { type: 'button', hidden: true });
  const close = make('button', '×', { type: 'button' });
  close.setAttribute('aria-label', 'Hide this until the next visit');
  if (source) badge.append(place(source, link));
  badge.append(open, close);
  badge.hidden = !source || sessionStorage.getItem(hiddenKey) === 'badge';
  close.addEventListener('click', () => {
    badge.hidden = true;
    sessionStorage.setItem(hiddenKey, 'badge');
  });
  const panel = make('section', undefined, { hidden: true });
  panel.setAttribute('aria-label', 'What is wrong with the site');
  root.append(badge, panel);

  const entry = (problem) => {
    const article = make('article', undefined, { className: problem.severity });
    const title = make('h3');
    title.append(make('b', problem.severity), ` ${problem.message}`);
    const where = make('p');
    where.append(place(problem.place, problem.link), ' ', make('code', `[${problem.code}]`));
    article.append(title, where);
    if (problem.excerpt) {
      const { line, text, caretIndent, caretWidth } = problem.excerpt;
      const gutter = ' '.repeat(String(line).length);
      const caret = ' '.repeat(caretIndent) + '^'.repeat(caretWidth);
      article.append(make('pre', `${line} | ${text}\n${gutter} | ${caret}`));
    }
    if (problem.note) article.append(make('p', problem.note, { className: 'note' }));
    return article;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  let shown = '';
  const show = (problems) => {
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    const warnings = problems.length - errors;
    const parts = [];
    if (errors) parts.push(count(errors, 'error'));
    if (warnings) parts.push(count(warnings, 'warning'));
    const summary = parts.join(', ');
    open.textContent = summary;
    open.hidden = problems.length === 0;
    if (problems.length) badge.hidden = false;
    else if (!source) badge.hidden = true;
    const text = JSON.stringify(problems);
    if (text === shown) return;
    shown = text;
    const header = make('header');
    const less = make('button', 'Hide', { type: 'button' });
    less.addEventListener('click', () => { panel.hidden = true; });
    header.append(make('h2', summary), less);
    header.setAttribute('role', errors ? 'alert' : 'status');
    panel.replaceChildren(header, ...problems.map(entry));
    panel.className = errors ? 'errors' : 'warnings';
    // Warnings wait until they are asked for.
    panel.hidden = errors === 0;
  };
  open.addEventListener('click', () => { panel.hidden = !panel.hidden; });
  document.documentElement.append(host);

  // A page that nobody looks at listens to nothing: browsers keep few ways to one server open. When it
  // is looked at again it asks, and hears whether it is still the page that it was.
  let news = null;
  const listen = () => {
    if (document.visibilityState === 'hidden') {
      news?.close();
      news = null;
      return;
    }
    if (news) return;
    news = new EventSource(`/.stet/news?tag=${tag}&page=${encodeURIComponent(page)}`);
    news.addEventListener('reload', reload);
    news.addEventListener('assets', (event) => takeAssets(JSON.parse(event.data)));
    news.addEventListener('problems', (event) => show(JSON.parse(event.data)));
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => {
    news?.close();
    news = null;
  });
  addEventListener('pageshow', listen);
  listen();
})();
