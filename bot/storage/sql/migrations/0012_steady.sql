-- How subscribers were told of the draw, where that is another than these fields, or was lately:
-- a correction waits until the feed has been steady, and does not go back and forth.
alter table revisions add column announced text;
