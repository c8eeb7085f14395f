/* --record: launches a command and appends what the kernel tells of it to a trace file. */
#ifndef FIRSTTOUCH_RECORD_H
#define FIRSTTOUCH_RECORD_H

/*
 * `request` is one JSON object (record-request.h), `words` the command, ended in NULL. Descriptors as channels.h says. Says on
 * the control socket, one JSON object a line:
 *   {"ready":{"bufferBytes":N,"kernelFaults":true}}   the events are open; the command waits for a line `go`
 *   {"launched":PID}                                  it executes the program
 *   {"ended":{"exitCode":0,"signal":null,"writeError":null}}   everything has ended, and the trace is whole
 *   {"failed":{"attempt":"...","errno":13,"error":"Permission denied"}}   and nothing was launched
 * Returns the exit status of the probe: 0 where the recording is whole.
 */
int record(char *request, char **words);

#endif
