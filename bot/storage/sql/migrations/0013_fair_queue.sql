-- How often an update was begun: one that ends the program each time is let go in the end. crowded is
-- the last place in a chat's line: it is answered by saying that it was too much. receipt is the
-- language of the one that is owed when everything else about the chat is deleted.
alter table waiting_updates add column takes bigint not null default 0;
alter table waiting_updates add column crowded boolean not null default false;
alter table waiting_updates add column receipt text;
