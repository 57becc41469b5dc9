// Search without a server. Read only by the search page.
//
// The index is a folder of small JSON files; the element with data-search names its address.
//   index.json     {"articles": N, "chunk": C, "shards": ["co", "com", …], "topics": [[name, id], …], "years": [2026, …]}
//   t/SHARD.json   {"term": [n, …], …}; n is the distance to the last article, times ten, and a weight of 1 to 9
//   d/K.json       [[title, address, standfirst, date, kicker], …]: articles K·C up to (K+1)·C
//   f/topic-ID.json, f/year-Y.json   [article, …], each as the distance to the last
// Articles are numbered from the oldest. A term is folded: without accents, lower case; scripts that
// set no spaces give pairs of letters. It stands in the shard with the longest name that begins it.
const box = document.querySelector('[data-search][data-index]');
const fetched = new Map();

const read = (name) => {
  if (!fetched.has(name)) {
    fetched.set(name, fetch(box.dataset.index + name).then((r) => (r.ok ? r.json() : null)).catch(() => null));
  }
  return fetched.get(name);
};

const spelt = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

export const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
  .toLowerCase().replace(/[ßæœøłđðþ]/g, (letter) => spelt[letter]).normalize('NFC');

const unspaced = '[\\u3041-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u{20000}-\\u{3ffff}]';
const runs = new RegExp(`${unspaced}+|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const isUnspaced = new RegExp(unspaced, 'u');

export const words = (text) => (fold(text).match(runs) || []).flatMap((word) => {
  const letters = Array.from(word);
  if (!isUnspaced.test(word)) return letters.length > 1 ? [word] : [];
  return letters.length < 3 ? [word] : letters.slice(1).map((letter, i) => letters[i] + letter);
});

// Numbers that are kept as distances.
const ascending = (distances) => { let last = 0; return distances.map((n) => (last += n)); };

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
  // While a short beginning is typed, not everything that may follow is fetched.
  const longest = index.shards.filter((s) => word.startsWith(s)).sort((a, b) => b.length - a.length)[0];
  const below = index.shards.filter((s) => s.startsWith(word) && s !== longest);
  return [...(longest ? [longest] : []), ...below.slice(0, 3)];
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
        const rarity = Math.log(1 + index.articles / postings.length);
        let article = 0;
        for (const n of postings) {
          article += Math.floor(n / 10);
          const score = likeness * rarity * (n % 10);
          if (score > (scores.get(article) || 0)) scores.set(article, score);
        }
      }
    }
  };
  await scan(shardsFor(index, word));
  if (!scores.size && most) {
    // The slip may be among the letters that name a shard.
    const far = (name) => slips(name, word, 1) * 2 + (name[0] === word[0] ? 0 : 1);
    const near = index.shards.filter((name) => slips(name, word, 1) <= 1);
    await scan(near.sort((a, b) => far(a) - far(b) || b.length - a.length).slice(0, 6));
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
    const allowed = new Set(ascending((await read(name)) || []));
    list = query.trim() ? list.filter(([article]) => allowed.has(article)) : [...allowed].map((article) => [article, [1, 0]]);
  }
  // All words before some of them, then by score, then the newer article.
  return list.sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || b[0] - a[0]).map(([article]) => article);
};

const card = (row) => {
  const [title, address, standfirst, date, kicker] = row;
  const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const item = document.createElement('li');
  const link = Object.assign(make('a', '', title), { href: address });
  const heading = make('h2', 'card-title', '');
  heading.append(link);
  item.append(make('p', 'kicker', kicker), heading, make('p', 'card-standfirst', standfirst));
  if (date) {
    const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
    const shown = day.toLocaleDateString(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' });
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
    results.replaceChildren(...rows.filter(Boolean).map(card));
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
  show();
};

if (box) start();
