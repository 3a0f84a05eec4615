-- Which message of a person was answered by which of ours: an edited one is read again, and its
-- answer corrected. Telegram's message ids; album is the group of media, one answer for all of it.
alter table updates add column asked bigint;
alter table updates add column shown bigint;
alter table updates add column album text;
