-- 10,000 rows to be asked for by their key; made the same way everywhere.
CREATE TABLE world (id INTEGER PRIMARY KEY, randomNumber INTEGER NOT NULL);
WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < 10000)
INSERT INTO world SELECT id, id * 7919 % 10000 + 1 FROM ids;
