/* Many executions of one command, each held at its start and told of: where its parts were put. */
#ifndef FIRSTTOUCH_HOLD_MANY_H
#define FIRSTTOUCH_HOLD_MANY_H

#include "hold-request.h"

/* Prints {"maps","stat"} or {"unheld": why} for each, and {"done": count}; 0, or -1 where nobody listens. */
int hold_many(const struct hold_request *request, int child_signals);

#endif
