#pragma once

#include "config/settings.h"
#include "daemon/exit_code.h"
#include "daemon/reload.h"
#include "daemon/signals.h"

namespace tidings::daemon {

// Runs the flow until a signal, an error, or (with `drain`) the end of what is there. SIGTERM or SIGINT drains; a
// second one, or a drain that outlasts flow.drain_timeout, ends the process at once with kTryAgain: what is not
// committed is read again at the next start. With `drain`, being held up for that long ends it so too. SIGHUP calls
// `load` and takes over what can be changed.
[[nodiscard]] ExitCode run(const config::Settings& settings, bool drain, Signals& signals, LoadSettings load);

}  // namespace tidings::daemon
