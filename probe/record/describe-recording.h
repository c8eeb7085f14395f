/* What recording can do here, as a part of --describe. */
#ifndef FIRSTTOUCH_DESCRIBE_RECORDING_H
#define FIRSTTOUCH_DESCRIBE_RECORDING_H

/* Appends ,"recording":{...}: for each thing null, or why it is not to be had. */
void describe_recording(void);

#endif
