#include "stamp.h"

#ifndef STET_COMMIT
#define STET_COMMIT ""
#endif

const char *stet_commit(void) { return STET_COMMIT; }
