-- A Communique case: one negotiation in one file. Version 2.
-- What people and files gave: articles, raw, judgements, problems, meta. Everything else is derived from those
-- and may be dropped and rebuilt. Anchors are JSON: {"article", "start", "end", "exact"}, code points, half-open.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
  number INTEGER PRIMARY KEY,          -- for the search index only; says nothing
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  outlet TEXT,
  title TEXT,
  byline TEXT,
  url TEXT,
  published TEXT,                      -- ISO prefix, as the article or its files say it
  published_precision TEXT NOT NULL,
  published_from TEXT NOT NULL,
  language TEXT,
  credit TEXT,
  dateline TEXT,
  furniture TEXT NOT NULL,             -- [{"kind", "start", "end"}]
  extra TEXT NOT NULL,
  text_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE raw (                     -- the bytes as they came
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  media TEXT NOT NULL,
  given TEXT NOT NULL,
  bytes BLOB NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL,
  article_id TEXT,
  path TEXT NOT NULL,
  what TEXT NOT NULL
) STRICT;

CREATE TABLE judgements (              -- only ever added
  number INTEGER PRIMARY KEY,          -- the order in which they came in
  id TEXT NOT NULL UNIQUE,
  about TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'merge', 'split', 'add', 'undo')),
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  changes TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  article_id TEXT,
  seen TEXT NOT NULL,
  blind INTEGER NOT NULL,
  batch TEXT
) STRICT;
CREATE INDEX judgements_about ON judgements (about);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;

CREATE TABLE notes (                   -- what a room made of one article, kept so that it is not done again
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  room TEXT NOT NULL,
  key TEXT NOT NULL,                   -- changes when what the room sees changes
  body BLOB NOT NULL,                  -- zlib-compressed JSON
  PRIMARY KEY (article_id, room)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id),
  original_id TEXT REFERENCES articles (id),
  kind TEXT NOT NULL,
  similarity REAL NOT NULL,
  direction_confidence REAL NOT NULL,
  reason TEXT NOT NULL,
  shared TEXT NOT NULL
) STRICT;

CREATE TABLE lineages (
  id TEXT PRIMARY KEY,
  articles TEXT NOT NULL,              -- ids in order of version
  origin TEXT REFERENCES articles (id),
  credit TEXT
) STRICT;

CREATE TABLE corrections (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id),
  notice TEXT NOT NULL,
  wrong TEXT NOT NULL,
  "right" TEXT NOT NULL,
  mended TEXT NOT NULL,
  stale TEXT NOT NULL
) STRICT;

CREATE TABLE wordings (
  article_id TEXT PRIMARY KEY REFERENCES articles (id),
  score REAL NOT NULL,
  evidence TEXT NOT NULL
) STRICT;

CREATE TABLE inferred_dates (          -- for articles that have no date of their own
  article_id TEXT PRIMARY KEY REFERENCES articles (id),
  published TEXT NOT NULL
) STRICT;

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  side TEXT,
  aliases TEXT NOT NULL,
  country TEXT,
  offices TEXT NOT NULL
) STRICT;

CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id),
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  via TEXT,
  confidence REAL NOT NULL,
  actor TEXT REFERENCES actors (id)
) STRICT;

CREATE TABLE moves (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id),
  code TEXT NOT NULL,
  actors TEXT NOT NULL,
  "trigger" TEXT NOT NULL,
  evidence TEXT NOT NULL,
  speaker TEXT,
  recipients TEXT NOT NULL,
  issue TEXT,
  "when" TEXT,
  forum TEXT,
  modality TEXT NOT NULL,
  condition TEXT,
  history INTEGER NOT NULL,
  reported_by TEXT,
  statement TEXT,
  responds_to TEXT,
  confidence REAL NOT NULL,
  event TEXT
) STRICT;

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  actors TEXT NOT NULL,
  recipients TEXT NOT NULL,
  issue TEXT,
  "when" TEXT,
  moves TEXT NOT NULL,
  support TEXT NOT NULL,               -- {"anchors", "voices", "reports"}
  first_reported_by TEXT NOT NULL,
  modality TEXT NOT NULL,
  history INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE positions (
  id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  issue TEXT NOT NULL,
  stance TEXT NOT NULL,
  code TEXT NOT NULL,
  red_line INTEGER NOT NULL,
  since TEXT,
  until TEXT,
  history TEXT NOT NULL,
  events TEXT NOT NULL,
  support TEXT NOT NULL
) STRICT;

CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id),
  what TEXT NOT NULL,
  value REAL NOT NULL,
  low REAL,
  high REAL,
  unit TEXT,
  hedge TEXT,
  anchor TEXT NOT NULL,
  status TEXT NOT NULL,
  who TEXT,
  "when" TEXT
) STRICT;

CREATE TABLE disputes (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  answers TEXT NOT NULL
) STRICT;

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,
  forum TEXT,
  place TEXT,
  "when" TEXT,
  parties TEXT NOT NULL,
  status TEXT NOT NULL,
  evidence TEXT NOT NULL,
  hours REAL
) STRICT;

-- Search over what was published. Filled with each article: triggers may not touch it in an untrusted schema.
CREATE VIRTUAL TABLE search USING fts5 (title, text, content = 'articles', content_rowid = 'number');

-- For people with a database browser.
CREATE VIEW readable_moves AS
SELECT m."when", m.code, m.modality,
       (SELECT group_concat(a.name, '; ') FROM json_each(m.actors) j JOIN actors a ON a.id = j.value) AS who,
       (SELECT group_concat(a.name, '; ') FROM json_each(m.recipients) j JOIN actors a ON a.id = j.value) AS whom,
       (SELECT a.name FROM actors a WHERE a.id = m.speaker) AS speaker,
       m.issue, json_extract(m.evidence, '$[0].exact') AS words, r.outlet, r.path, m.confidence, m.id
FROM moves m JOIN articles r ON r.id = m.article_id
ORDER BY m."when", m.id;

CREATE VIEW readable_events AS
SELECT e."when", e.code,
       (SELECT group_concat(a.name, '; ') FROM json_each(e.actors) j JOIN actors a ON a.id = j.value) AS who,
       e.issue, json_extract(e.support, '$.voices') AS voices, json_extract(e.support, '$.reports') AS reports, e.id
FROM events e
ORDER BY e."when", e.id;

CREATE VIEW readable_statements AS
SELECT a.name AS who, json_extract(s.source, '$.exact') AS source, json_extract(s.cue, '$.exact') AS cue,
       json_extract(s.content, '$[0].exact') AS words, r.outlet, r.path, s.id
FROM statements s JOIN articles r ON r.id = s.article_id LEFT JOIN actors a ON a.id = s.actor;
