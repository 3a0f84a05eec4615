-- The webhook's secret follows from the token now: a copy of the database holds none.
alter table webhook drop column secret;
