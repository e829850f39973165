-- The search index. rowid = document.id. Any program that has FTS5 can read and search it: the tokenizer is a stock
-- one.
--
-- Every column but the last holds its words twice, with | between: without marks (lower case, đ as d), and with marks,
-- the tone as a sign before the word: _ ngang, \ huyền, ? hỏi, ~ ngã, / sắc, . nặng.
--   quyet dinh ve hoa giai | /quyêt .đinh \vê \hoa ?giai
--   … WHERE search MATCH 'quyet AND dinh'          without marks
--   … WHERE search MATCH '"/quyêt .đinh"'          with these marks, one after the other
-- `facts` holds what filters ask for as single tokens: =nam2026, =chieuincoming.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
  code, organ, subject, people, note, content, facts,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '=_\?~/.'", prefix = '1 2 3 4 5'
);
