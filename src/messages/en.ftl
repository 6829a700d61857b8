# What socklab says in English. The same keys, in the same order, stand in zh-CN.ftl.

## help

help = Decides on this very machine what the tutorials say of sockets
help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-possible-values = { " " }[{ $values }]
help-default = { " " }(default: { $value })
help-lang = Language of lessons and messages; otherwise the locale decides
help-color = When to use colour; NO_COLOR is honoured
help-quiet = Say only what did not go as expected, and the summary
help-verbose = Say more: where a run took place, and how long it took
help-help = Show this help
help-version = Show the version
help-format = Form of the output
help-lab = A lab's number or name, as `socklab list` shows them
help-no-isolate = Use this host's own loopback, not a network of the run's own
help-list = List the labs
help-show = Show a lab's lesson, with the numbers of a run made now
help-predict = Ask what will happen, run it, and compare
help-run = Run labs on real sockets and judge their claims
help-run-labs = Labs by number or name; `all` for every one
help-run-scene = Run this scene only
help-run-set = Turn a knob of the lab; the run is then shown, not judged
help-run-steps = Show the run event by event
help-run-jobs = How many labs to run side by side
help-run-pcap = Write the packets of the run to this file, for Wireshark and tshark
help-check = Check your program for an exercise
help-check-exercise = The exercise by name
help-check-port = The port that your program always uses, if it does not read SOCKLAB_ADDR
help-check-seed = Try with the same random choices again
help-check-check = Make this check only
help-check-command = The command that starts your program, after `--`
help-doctor = Say what this host allows, and what each missing thing costs
help-dev = For authors of labs
help-dev-check = Check the labs and their lessons
help-dev-stamp = Stamp each translation with the English that it translates
help-dev-soak = Run labs again and again beside busy threads
help-dev-soak-labs = Labs by number or name; all of them without
help-dev-soak-runs = How often to run each lab
help-dev-soak-load = How many busy threads to run beside them
help-completions = Print the completions of a shell
help-completions-shell = The shell
help-man = Print the manual page
help-man-command = The command whose page to print; the program's own page without

## usage errors

usage-more = Try `socklab --help`.
usage-nearest = . The nearest: { $names }
usage-unknown-argument = no such option: { $argument }
usage-unknown-command = no such command: { $name }
usage-missing = missing: { $argument }
usage-missing-command = a command is missing, one of: { $valid }
usage-missing-value = a value is missing for { $argument }
usage-invalid-value = { $argument }: { $value } is none of: { $valid }
usage-out-of-range = { $argument }: { $value } is not a number in range
usage-twice = given twice: { $argument }
usage-no-lab = no lab "{ $name }". The nearest: { $near }
usage-no-scene = no scene "{ $name }" in these labs. The nearest: { $near }
usage-no-knob = no knob "{ $name }" in these labs. The nearest: { $near }
usage-no-knobs = no knob "{ $name }": these labs have none
usage-knob-range = knob { $name }: "{ $value }" is not in { $range }
usage-no-page = no command "{ $name }" has a page. The nearest: { $near }
usage-not-a-setting = "{ $text }" is not KNOB=VALUE

## list

list-exercises = [write: { $slugs }]
list-part-sockets = Sockets and names
list-part-udp = UDP
list-part-tcp = TCP connections
list-part-stream = The byte stream
list-part-messages = Messages over the stream
list-part-neighbours = Neighbours

## overview

overview-next = Next: `socklab predict { $lab }` asks you first. `socklab run { $lab }` runs it at once, `socklab show { $lab }` explains it. To write programs yourself: `socklab init DIR`.

## run

run-nothing-captured = nothing was captured: { $because }. { $remedy }

## predict

predict-ask = Your answer (a number):
predict-no-answer = no answer given; the choices are { $offered }
predict-no-choice = "{ $text }" is none of the choices { $offered }
predict-you-said = You said: { $said }
predict-it-did = It did:   { $seen }
predict-decided = decided by #{ $number }
predict-right = Right.
predict-no-choice-right = None of the choices was right here.
predict-nothing-seen = The run could not show it on this host.

## doctor

doctor-yes = yes
doctor-no = no{ " " }
doctor-because = because: { $reason }
doctor-cost = cannot be shown without it: { $scenes }
doctor-cost-nothing = no lab needs it
doctor-cost-isolation = labs run one at a time on this host's own loopback, beside other programs
doctor-isolation = a network of the run's own, with nothing else in it
doctor-wire = the right to see packets on the loopback interface
doctor-ipv6 = the loopback address ::1
doctor-tcp-info = the kernel's counters of a connection
doctor-tcp-table = the table of connections, TIME_WAIT included
doctor-cork = TCP_CORK and TCP_QUICKACK
doctor-reuse-port = SO_REUSEPORT
doctor-true-length = recv that tells a datagram's whole length

## dev

dev-check-summary = { $labs ->
    [one] 1 lab
   *[other] { $labs } labs
}, { $problems ->
    [0] no problem
    [one] 1 problem
   *[other] { $problems } problems
}
stamp-no-labs = read the folder labs here: { $error }
stamp-summary = stamped { $changed } of { $texts }
soak-progress = { $round } of { $runs } rounds
soak-other = { $claim }: { $verdict } in { $times } runs; the last: { $last }

## the picture and the steps of a run

render-client = client app
render-server = server app
render-send-queue = sendQ
render-wire = wire
render-receive-queue = recvQ
render-segments = { $count } seg
render-blocked = blocked here
render-concurrent = several threads ran: only the order within one actor is certain
render-rows-left-out = .. { $count } rows left out here; the steps have them all
render-packets-left-out = .. { $count } more
render-dropped = { $count } more events happened than a trace keeps
render-lost = { $count } packets passed that could not be captured
render-wait-queued = waits for { $bytes } B to read
render-wait-readable = waits until readable
render-wait-writable = waits until writable
render-wait-acknowledged = waits until all is acknowledged
render-wait-state = waits for { $state }
render-wait-packets = waits for { $what } on the wire
render-queues = queues: { $receive } B to read, { $send } B not yet acknowledged
render-segments-out =
    { $count ->
        [one] { $count } segment with data sent so far
       *[other] { $count } segments with data sent so far
    }
render-state = state { $state }

## the report on a run

render-isolated = ran in a network of its own
render-host = ran on this host's loopback
render-host-refused = ran on this host's loopback: it refused a network of its own ({ $because })
render-turned = not judged: settings changed ({ $settings })
render-failed = the scene failed: { $because }
render-deadline = the scene was still running after { $seconds } s and was ended
render-not-started = not run: this host lacks { $what }
render-missing = { $what } ({ $because })
render-get-wire = To get it: run as root, grant CAP_NET_RAW, or allow user namespaces
render-holds = holds
render-broken = broken
render-unobservable = unobservable
render-unrecorded = unrecorded
render-not-judged = not judged
render-as-expected = observed { $value }, as expected
render-expected = expected { $value }
render-expected-here = expected { $value } [{ $evidence }]
render-observed = observed { $value }
render-observed-nothing = observed nothing
render-nothing-known = nothing is known of { $system } yet
render-needs = needs { $what }
render-decided-by = [decided by #{ $number }]
render-measured = measured
render-cited = cited: { $source }
render-unknown = unknown
render-yes = yes
render-no = no
render-ok = ok
render-or = or
render-at-least = at least { $number }
render-at-most = at most { $number }
render-between = { $low } to { $high }
render-capability-isolation = a network namespace
render-capability-wire = packet capture
render-capability-ipv6 = IPv6 loopback
render-capability-tcp-info = TCP_INFO
render-capability-tcp-table = the table of TCP sockets
render-capability-cork = TCP_CORK and TCP_QUICKACK
render-capability-reuse-port = SO_REUSEPORT
render-capability-true-length = MSG_TRUNC as a flag of recv
render-summary-holds =
    { $count ->
        [one] { $count } claim holds
       *[other] { $count } claims hold
    }
render-summary-broken = { $count } broken
render-summary-unobservable = { $count } unobservable
render-summary-unrecorded = { $count } unrecorded
render-summary-not-judged = { $count } not judged

## the report on a student's program

check-expected = expected
check-actual = actual
check-differs = differs at byte { $at }
check-chunks = The bytes were sent in pieces of { $sizes }.
check-said = It said on standard error:
check-peer-did = What the peer did and saw:
check-see-lab = Lab { $lab } shows why: socklab run { $lab }
check-skipped = not tried: { $check } comes first
check-unjudged = Not judged, through no fault of the program: { $because }
check-summary = { $passed } of { $all } checks passed, { $points } of { $max } points
check-summary-unjudged = { $count } not judged
check-again = Stuck? socklab hint { $slug }. The same tries again: --seed { $seed }
check-exit-code = exit code { $code }
check-exit-signal = killed by signal { $signal }
check-exit-success = exit code 0
check-exit-failure = an exit code other than 0
check-ms = { $ms } ms
check-at-most-ms = at most { $ms } ms
check-mib = { $mib } MiB
check-below-mib = below { $mib } MiB
check-build-failed = The program was not built, so it was not checked:
finding-cannot-start = The program could not be started: { $because }
finding-exited-early = The program ended before it listened ({ $how }).
finding-not-listening = The program runs, and nobody listens on this address.
finding-wrong-port = The program listens on another port. The address is in SOCKLAB_ADDR; for a fixed port there is --port.
finding-wrong-address = The program listens on the right port of another address, where the peer does not come.
finding-wrong-protocol = The program has opened this port in { $actual }; the exercise is about { $wanted }.
finding-exited = The program ended while it was still needed ({ $how }).
finding-wrong-exit = The program ended in another way than it should.
finding-still-running = The program should have ended. After { $ms } ms it was still running.
finding-not-connected = The program never connected to this address.
finding-refused = Nobody listens on { $address } any more: the connection was refused.
finding-closed-early =
    { $missing ->
        [one] The program closed the connection too early: { $missing } byte is missing.
       *[other] The program closed the connection too early: { $missing } bytes are missing.
    }
finding-reset = The program broke the connection off (reset).
finding-short =
    { $missing ->
        [one] The peer was still waiting for { $missing } byte, and the program did nothing more.
       *[other] The peer was still waiting for { $missing } bytes, and the program did nothing more.
    }
finding-wrong-bytes = The program sent other bytes than expected.
finding-too-much =
    { $more ->
        [one] The program sent { $more } byte too many.
       *[other] The program sent { $more } bytes too many.
    }
finding-not-closed = The program did not close the connection: the peer was still waiting for its end.
finding-not-reading = The program does not read what is sent to it: it took { $taken } of { $of } bytes.
finding-no-answer = No datagram came back.
finding-wrong-receiver = The answer went to another client.
finding-wrong-source = The datagram came from another address than it should.
finding-missing-output =
    { $missing ->
        [one] On standard output { $missing } byte is missing. Did you flush?
       *[other] On standard output { $missing } bytes are missing. Did you flush?
    }
finding-wrong-output = The program wrote something else to standard output.
finding-extra-output = The program wrote more to standard output than it should.
finding-silent = The program ended without a word. Say on standard error what went wrong.
finding-late = The program was too slow.
finding-busy = The program keeps working without having anything to do: { $cpu } ms of processor time in { $wall } ms.
finding-too-much-memory = The program took too much memory.
finding-stray-file = There is a file that must not be there: { $name }
render-skipped =
    { $count ->
        [one] .. { $count } event before these
       *[other] .. { $count } events before these
    }
usage-no-exercise = no exercise "{ $name }". The nearest: { $near }
usage-no-check = no check "{ $name }" in { $slug }. The nearest: { $near }

## a student's workspace

help-init = Make a workspace: a folder with a program to write for every exercise
help-init-dir = The folder; it must not be there yet, or be empty
help-watch = Check again on every save
help-watch-exercise = The exercise; without it, the one whose source is saved
help-watch-poll = Look at the files again and again, where the system does not tell of saves
help-hint = Show the next hint for a check that does not pass
help-hint-exercise = The exercise by name
help-hint-check = The check; without it, the first that did not pass last time
help-solution = Show a program that passes, once yours has passed
help-solution-exercise = The exercise by name
help-solution-language = Language of the program
help-solution-anyway = Show it before yours has passed
help-reset = Begin an exercise again; your file is kept beside the new one
help-reset-exercise = The exercise by name
init-done = { $count ->
    [one] Made { $folder }, with a program to write for 1 exercise.
   *[other] Made { $folder }, with a program to write for each of { $count } exercises.
}
init-next = Next: `cd { $folder }`, then `socklab watch`. README.md there says more.
init-not-empty = { $folder } is not empty: { $holds } is in the way. Nothing was written
init-not-a-folder = { $folder } is not a folder. Nothing was written
init-nothing-written = { $why }. Nothing was written
init-half-written = { $why }. Written before that: { $written }
workspace-none = no socklab.toml in this folder or above it. `socklab init DIR` makes a workspace
workspace-no-entry = { $path } has no entry [exercise.{ $slug }]
workspace-read = read { $path }: { $error }
workspace-write = write { $path }: { $error }
workspace-rename = rename { $path }, which is damaged: { $error }
manifest-not-toml = not TOML: { $words }
manifest-no-key = no such key: { $key }. The nearest: { $near }
manifest-no-table = { $key } must be a table, such as [exercise.tcp-echo]
manifest-no-run = exercise { $slug } lacks the key run, such as run = ["python3", "server.py"]
manifest-no-command = { $key } must be a list of strings, such as ["python3", "server.py"]
manifest-no-program = { $key } names no program
manifest-no-port = { $value } is not a port: a number from 1 to 65535
progress-no-folder = find a folder for data: { $error }
progress-newer = { $path } was written by a newer socklab (form { $version }). It is left as it is, and nothing new is kept
progress-lost = your progress is not kept: { $why }
progress-set-aside = the file of your progress was damaged. It is now { $path }, and a new one begins
check-no-program = no program to check. Name its command after `--`, such as `socklab check { $slug } -- python3 server.py`, or make a workspace: `socklab init DIR`
build-running = building { $slug } ..
build-cancelled = cancelled
build-not-started = start { $program }: { $error }
build-deadline = it still ran after { $seconds } s, and was ended
build-output-cut = .. more before this
watch-watching = Watching { $folder }: every save is checked.
watch-polls = The files are looked at several times a second.
watch-polls-refused = The system does not tell of saves ({ $because }), so the files are looked at several times a second.
watch-keys = [c] cancel  [r] check again  [q] quit
watch-keys-lines = c cancels, r checks again, q quits, each followed by Enter
watch-nothing-left = Every exercise here has passed. Save one to check it again.
watch-cancelled = { $slug }: cancelled, not checked
watch-no-entry = socklab.toml has no entry [exercise.{ $slug }] any more
watch-trouble = the check could not be made: { $error }
watch-deaf = some saves may go unnoticed: { $because }. `socklab watch --poll` does without the system's help
hint-step = Hint { $step } of { $all }
hint-more = The same command again shows the next hint.
hint-end = That was the last hint. `socklab solution { $slug } --anyway` shows a whole program.
hint-all-passed = Every check of { $slug } passed last time. Name a check to see its hints.
solution-not-yet = { $slug } has not passed yet, and finding it yourself teaches more. A hint: `socklab hint { $slug }`. To see the solution all the same: `socklab solution { $slug } --anyway`
solution-no-python = { $slug } has no solution in Python. These have one: { $others }
reset-written = Wrote { $path }.
reset-untouched = { $path } is as it was at the beginning.
reset-kept = Wrote { $path } anew. What you had written is in { $backup }.
reset-not-rust = { $folder } holds no Cargo.toml, and the programs to begin with are in Rust

## sandbox

sandbox-what = while a class is graded, a student's program sees nothing of this host but its own copy and the system's programs
sandbox-landlock = with a second wall around its files: landlock, version { $version }
sandbox-no-landlock = without a second wall around its files: this kernel has no landlock, or it is turned off
sandbox-cost = without it, `socklab grade` runs students' programs with all your rights, and `--require-sandbox` refuses to
sandbox-step-ask = ask what this host allows
sandbox-step-worker = give a submission namespaces and a file system of its own
sandbox-step-judge = give a check namespaces within those
sandbox-step-program = start a program in the sandbox
