/// How many allocations this thread of the program has made so far; -1 where they cannot be counted.
long allocation_count(void);
