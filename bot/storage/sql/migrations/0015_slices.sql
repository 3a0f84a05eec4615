-- The notices of an event are made in slices of subscribers, by chat: from begins_with on to the end
-- (two rounds to go), then from the beginning up to it (one). reached is the last one looked at.
alter table events add column rounds integer not null default 0;
alter table events add column begins_with bigint not null default 0;
alter table events add column reached bigint;

-- Whom it concerns most is told first: 0 in the range or perhaps, 1 another outcome, 2 the rest.
alter table notices add column rank integer not null default 0;

drop index notices_waiting;
create index notices_waiting on notices (rank, due_at, notice_id) where outcome is null;

-- Every notice is written two or three times: what is left of it must not wait for a fifth of all.
--postgres alter table notices set (
--postgres     autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
--postgres     autovacuum_analyze_scale_factor = 0.02
--postgres );
