-- The words of what can be searched for. It keeps no text, only which numbers have which words; drizzle-kit knows nothing of it.
CREATE VIRTUAL TABLE `full_text` USING fts5(words, content='', contentless_delete=1, detail='none', tokenize='ascii', prefix='3 4 5 6 7');
