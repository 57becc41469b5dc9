// Search without a server. Read only by the search page.
//
// The index is a folder of small JSON files; the element with data-search names its address.
//   index.json     {"articles": N, "chunk": C, "shards": ["co", "com", …], "topics": [[name, id], …], "years": [2026, …]}
//   t/SHARD.json   {"term": [article, weight, article, weight, …], …}; articles ascending
//   d/K.json       [[title, address, standfirst, date, kicker, date as shown], …]: articles K·C up to (K+1)·C
//   f/topic-ID.json, f/year-Y.json   [article, …] ascending
// A term is folded: decomposed, without marks, lower case, letters and digits only. It stands in
// the shard with the longest name that begins it.
const box = document.querySelector('[data-search][data-index]');
const fetched = new Map();

const read = (name) => {
  if (!fetched.has(name)) {
    fetched.set(name, fetch(box.dataset.index + name).then((r) => (r.ok ? r.json() : null)).catch(() => null));
  }
  return fetched.get(name);
};

export const fold = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();

export const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).flatMap((word) => {
  if (!/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(word) || word.length < 3) return [word];
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
});

// Least number of slips (insert, delete, exchange, swap) between a word and the beginning of a
// term, or more than `most` where there are more.
export const slips = (word, term, most) => {
  let before = [], last = Array.from({ length: word.length + 1 }, (_, i) => i), best = last[word.length];
  for (let j = 1; j <= Math.min(term.length, word.length + most); j += 1) {
    const row = [j];
    for (let i = 1; i <= word.length; i += 1) {
      const same = word[i - 1] === term[j - 1];
      row[i] = Math.min(last[i] + 1, row[i - 1] + 1, last[i - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && word[i - 1] === term[j - 2] && word[i - 2] === term[j - 1]) {
        row[i] = Math.min(row[i], before[i - 2] + 1);
      }
    }
    if (Math.min(...row) > most) break;
    best = Math.min(best, row[word.length]);
    [before, last] = [last, row];
  }
  return best;
};

const shardsFor = (index, word) => {
  const longest = index.shards.filter((s) => word.startsWith(s)).sort((a, b) => b.length - a.length)[0];
  const below = index.shards.filter((s) => s.startsWith(word) && s !== longest);
  return [...(longest ? [longest] : []), ...below.slice(0, 4)];
};

// Articles for one word: how well each matches it.
const matches = async (index, word) => {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const scores = new Map();
  const scan = async (names) => {
    for (const terms of await Promise.all(names.map((name) => read(`t/${name}.json`)))) {
      for (const [term, postings] of Object.entries(terms || {})) {
        let likeness = term === word ? 1 : term.startsWith(word) ? 0.5 + 0.4 * word.length / term.length : 0;
        if (!likeness && most) {
          const count = slips(word, term, most);
          if (count <= most) likeness = 0.3 / count * word.length / Math.max(word.length, term.length);
        }
        if (!likeness) continue;
        const rarity = Math.log(1 + index.articles / (postings.length / 2));
        for (let i = 0; i < postings.length; i += 2) {
          const score = likeness * rarity * postings[i + 1];
          if (score > (scores.get(postings[i]) || 0)) scores.set(postings[i], score);
        }
      }
    }
  };
  await scan(shardsFor(index, word));
  if (!scores.size && most) {
    // The slip may be among the first letters.
    const guesses = [word[1] + word[0] + word.slice(2), word.slice(1), word[0] + word.slice(2)];
    await scan([...new Set(guesses.flatMap((guess) => shardsFor(index, guess)))]);
    if (!scores.size) await scan(index.shards.filter((name) => name[0] === word[0]).slice(0, 20));
  }
  return scores;
};

export const search = async (query, topic, year) => {
  const index = await read('index.json');
  if (!index) return [];
  const found = await Promise.all(words(query).slice(0, 8).map((word) => matches(index, word)));
  const totals = new Map();
  for (const scores of found) {
    for (const [article, score] of scores) {
      const total = totals.get(article) || [0, 0];
      totals.set(article, [total[0] + 1, total[1] + score]);
    }
  }
  let list = [...totals];
  for (const name of [topic && `f/topic-${topic}.json`, year && `f/year-${year}.json`]) {
    if (!name) continue;
    const allowed = new Set((await read(name)) || []);
    list = query.trim() ? list.filter(([article]) => allowed.has(article)) : [...allowed].map((article) => [article, [1, 0]]);
  }
  // All words before some of them, then by score, then the newer article.
  return list.sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || a[0] - b[0]).map(([article]) => article);
};

const card = (index, row) => {
  const [title, address, standfirst, date, kicker, shown] = row;
  const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const item = document.createElement('li');
  const link = Object.assign(make('a', '', title), { href: address });
  const heading = make('h2', 'card-title', '');
  heading.append(link);
  item.append(make('p', 'kicker', kicker), heading, make('p', 'card-standfirst', standfirst));
  if (date) {
    const time = Object.assign(make('time', '', shown), { dateTime: date });
    const meta = make('p', 'meta', '');
    meta.append(time);
    item.append(meta);
  }
  return item;
};

const start = async () => {
  const [input, topic, year] = ['#q', '#search-topic', '#search-year'].map((name) => box.querySelector(name));
  const [status, results, filters] = ['status', 'results', 'filters'].map((name) => box.querySelector(`[data-${name}]`));
  let turn = 0;

  const show = async () => {
    const mine = (turn += 1);
    const query = input.value;
    const address = new URL(location.href);
    for (const [key, value] of [['q', query], ['topic', topic.value], ['year', year.value]]) {
      if (value) address.searchParams.set(key, value); else address.searchParams.delete(key);
    }
    history.replaceState(null, '', address);
    if (!query.trim() && !topic.value && !year.value) { results.replaceChildren(); status.textContent = ''; return; }
    const index = await read('index.json');
    const list = await search(query, topic.value, year.value);
    const rows = await Promise.all(list.slice(0, 12).map(async (article) =>
      ((await read(`d/${Math.floor(article / index.chunk)}.json`)) || [])[article % index.chunk]));
    if (mine !== turn) return;
    results.replaceChildren(...rows.filter(Boolean).map((row) => card(index, row)));
    const count = new Intl.NumberFormat(document.documentElement.lang).format(list.length);
    status.textContent = list.length ? box.dataset.found.replace('{n}', count) : box.dataset.none;
  };

  const index = await read('index.json');
  if (!index) return;
  topic.append(...index.topics.map(([name, id]) => new Option(name, id)));
  year.append(...index.years.map((y) => new Option(y, y)));
  filters.hidden = false;

  let pause;
  input.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(show, 120); });
  for (const select of [topic, year]) select.addEventListener('change', show);
  box.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); show(); });
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName === 'SELECT') return;
    const stops = [input, ...results.querySelectorAll('a')];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });

  const asked = new URL(location.href).searchParams;
  input.value = asked.get('q') || '';
  topic.value = asked.get('topic') || '';
  year.value = asked.get('year') || '';
  if (!input.value) input.focus();
  show();
};

if (box) start();
