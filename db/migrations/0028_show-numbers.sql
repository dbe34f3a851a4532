-- Who is called by their number as it is kept is called by it as people write it: what SQL cannot write, a job does.
DO $$ BEGIN
	-- A database that is only now made has neither jobs nor customers.
	IF to_regnamespace('graphile_worker') IS NOT NULL AND EXISTS (SELECT FROM customers WHERE name ~ '^\+[0-9]+$') THEN
		PERFORM graphile_worker.add_job('customers.showNumbers', '{}'::json);
	END IF;
END $$;
