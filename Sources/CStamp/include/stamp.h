#pragma once

/// The commit that the program was built of, as its build was told; empty where it was not.
const char *_Nonnull stet_commit(void);
