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
watch-folder = { $folder } cannot be watched: { $error }
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

## one event of a run

event-evidence-entered = Known: the call began. What it came back with stands at its return.
event-evidence-returned = Known from the call's own result.
event-evidence-waited = Known from the kernel: socklab waited until it showed this. The program knows nothing of it.
event-evidence-counted = Known from the kernel's own count, asked for after the call.
event-evidence-captured = Known from the packet itself: it was captured on the loopback.
event-evidence-said = Said by the lesson. It is no evidence.
event-queues = { $actor }, when counted last: { $receive } B to read, { $send } B sent and not acknowledged
event-more-bytes = the first { $shown } of { $all } bytes

## the interactive lab

predict-you-said-surely = You said: { $said } ({ $sure })
predict-guess = a guess
predict-fairly-sure = fairly sure
predict-certain = certain
check-word-passed = passed
check-word-failed = failed
check-word-unjudged = not judged
check-word-skipped = not tried
tui-title = what sockets really do
tui-too-small = This window is too small: socklab needs { $columns } columns and { $rows } rows. Enlarge it, or use `socklab --plain`.
tui-path = Labs: { $predicted } predicted, { $run } run, { $passed } exercises passed
tui-searching = Find: { $text }
tui-nothing-found = Nothing of that name. Esc shows all labs again.
tui-exercises = Exercises: { $names }
tui-legend = Marks: predicted, run, each exercise passed
tui-lesson = Lesson
tui-timeline = Timeline
tui-predict = Your prediction
tui-sealed = Sealed until you have answered. Press s to run without an answer.
tui-how-sure = How sure are you: { $sure }
tui-how-sure-open = How sure are you? Say it with c, if you like.
tui-running-title = Running
tui-running = Running real sockets on this machine ..
tui-verdicts = What came of it
tui-event = The event
tui-playing = The event (playing)
tui-observed = Observed
tui-as-it-is = as it is
tui-knobs = Knobs
tui-knob-range = { $range }, as it is { $default }
tui-knob-refused = A knob does not accept its value.
tui-no-knobs = This lab has no knobs.
tui-one-scene = This lab has one scene only. Turn a knob to compare.
tui-no-exercise = This lab has no exercise. In the list, each lab's exercises stand below.
tui-one-exercise = This lab has no other exercise.
tui-contract = Contract
tui-checks = Checks
tui-checks-waiting = Checks: every save is checked
tui-checks-building = Checks: building ..
tui-checks-running = Checks: running ..
tui-check-running = ..
tui-passed-last-time = passed last time
tui-failed-last-time = failed last time
tui-no-more-hints = That was the last hint. `socklab solution { $slug } --anyway` shows a whole program.
tui-homeless = There is no workspace here. Press i to make one in this folder, or start socklab in the one that you have.
tui-workspace-made = Made { $folder }. Start socklab in there next time.
tui-no-editor = No editor is set: neither VISUAL nor EDITOR. Open { $path } in any editor; every save is checked.
tui-no-source = socklab.toml names no file of this folder. Open your source in any editor; every save is checked.
tui-edit-failed = { $editor } could not be used: { $because }
tui-trouble-run = the run could not be started: { $error }
tui-trouble-watch = this exercise cannot be watched: { $error }
tui-help = Keys
tui-help-about = Ctrl-C leaves from everywhere, Ctrl-Z puts socklab aside (fg brings it back). A prediction is never graded. For a screen reader there is `socklab --plain`.
tui-key-help = help
tui-key-language = 中文
tui-key-quit = quit
tui-key-back = back
tui-key-move = move
tui-key-page = page
tui-key-ends = ends
tui-key-open = open
tui-key-search = find
tui-key-answer = answer
tui-key-confidence = how sure
tui-key-skip = skip
tui-key-run = run
tui-key-cancel = cancel
tui-key-pane = next part
tui-key-scene = next scene
tui-key-other-exercise = other exercise
tui-key-step = step
tui-key-actor = same program
tui-key-play = play/pause
tui-key-verdicts = verdicts
tui-key-again = predict again
tui-key-knobs = knobs
tui-key-turn = turn
tui-key-compare = compare
tui-key-make = make
tui-key-edit = edit
tui-key-check = check
tui-key-hint = hint
tui-key-workspace = make workspace
tui-does-help = Show this list.
tui-does-language = Speak Chinese.
tui-does-quit = Leave socklab. Your progress is kept.
tui-does-back = Go back to where you came from.
tui-does-move = Move the cursor, or scroll the part that has the focus.
tui-does-page = The same, a page at a time.
tui-does-ends = To the beginning, to the end.
tui-does-open = Open the lab under the cursor.
tui-does-search = Find a lab by its number, its name, its title or its exercise.
tui-does-answer = Give the chosen answer. A digit chooses one, too. Then the lab runs.
tui-does-confidence = Say how sure you are: a guess, fairly sure, certain. You need not.
tui-does-skip = Run the lab without an answer.
tui-does-run = Run it with real sockets.
tui-does-cancel = End what is running.
tui-does-pane = Give the focus to the next part of the screen.
tui-does-scene = Show the next scene.
tui-does-other-exercise = Go to the other exercise of this lab.
tui-does-step = One event back, one event on. Its call, its bytes and the queues stand below.
tui-does-actor = To the next event of the same program.
tui-does-play = Step on event by event without a key, or stop that.
tui-does-verdicts = Show your prediction and the verdicts instead of the event.
tui-does-again = Ask me once more, and seal the run until I answer.
tui-does-knobs = Turn the knobs of this lab; then it runs, and before and after stand side by side.
tui-does-turn = Turn the knob under the cursor down or up. Digits set a number.
tui-does-compare = Put two scenes side by side.
tui-does-make = Write the program of this lab's exercise.
tui-does-edit = Open your source in your editor ($VISUAL or $EDITOR).
tui-does-check = Build and check once more.
tui-does-hint = One hint more for the check under the cursor.
tui-does-workspace = Make a workspace in this folder: a program to write for every exercise.
usage-plain-command = --plain is for `socklab` without a command
help-plain = The interactive lab by plain questions: for screen readers, and where there is no terminal
plain-welcome = socklab, by plain questions. Answer with a line and Enter; a question mark says what else you may answer. 中文：lang
plain-goodbye = Goodbye. Your progress is kept.
plain-which-lab = Which lab? Its number or a word of its name; Enter for { $next }.
plain-your-answer = Your answer, a number; Enter runs without one.
plain-how-sure = How sure are you? 1 a guess, 2 fairly sure, 3 certain; Enter says nothing.
plain-what-next = What next? Enter for the next event, b for another lab, a question mark for more.
plain-not-understood = "{ $text }" means nothing here. A question mark says what you may answer.
plain-no-event = There is no such event.
plain-no-workspace = There is no workspace here: i makes one in this folder, b goes back.
plain-exercise = { $slug }: Enter builds and checks it, e opens your editor, h gives a hint, b goes back.
plain-help-everywhere = Everywhere: lang speaks Chinese (中文), q leaves.
plain-help-list = list names all labs.
plain-help-answer = Give the number of your answer. It is kept, and never graded.
plain-help-step = Enter is the next event, < the one before, a number the event of that number, a the next of the same program, s all events.
plain-help-scene = v says what came of it, n goes to the next scene, c compares all scenes.
plain-help-knob = k names the knobs; k NAME=VALUE turns one and runs again, before and after.
plain-help-lab = t reads the whole lesson, m goes to the exercise, p asks you once more, b goes back to the labs.
plain-help-exercise = r builds and checks, e opens your editor, h gives the next hint for the first check that has not passed, n goes to the lab's other exercise, b goes back.
## a class

help-grade = Grade a class: every student's programs, by the same checks
help-grade-dir = The class: a folder with one folder a student
help-grade-out = Folder for the journal and the reports
help-grade-exercise = Grade this exercise; may be repeated. Without it, those of grading.toml or of the submissions
help-grade-student = Grade this student alone; may be repeated
help-grade-settings = Which checks are made, what they earn and which are hidden; without it, grading.toml in the class
help-grade-jobs = Submissions to grade at a time; without it, one a processor
help-grade-shard = Grade one part of the class, such as 2/3
help-grade-resume = Go on with the journal that is there
help-grade-require-sandbox = Refuse to run programs outside of a sandbox
help-grade-seed = What everything random in the checks comes from
help-grade-merge = Bring the parts of a class together
help-grade-merge-from = Folders with the journals of all parts
help-grade-merge-out = Folder for all of them, and for the reports
help-grade-export = Show the report of a class
help-grade-export-out = Folder with its journals
help-grade-export-format = Form of the report
help-grade-export-student = The report for this student: nobody else, and no hidden checks
usage-no-student = no student "{ $name }". The nearest: { $near }
class-empty = { $folder } holds no submission: each student has a folder in it
class-alike = { $first } and { $second } differ in capitals only: are they one student?
class-link = { $student } is a symbolic link, and links are not followed: put the folder itself there
class-out-inside = { $out } lies in { $folder }, where it would be a submission. Name a folder elsewhere
settings-no-list = { $key } must be a list of names, such as ["tcp-echo"]
settings-without-first = { $name } is missing: every check of { $slug } depends on it
settings-no-number = { $value } is not a number of points: from 0 to { $most }
grade-no-exercise = no submission names an exercise. Say which to grade: --exercise NAME
grade-no-submission = { $student } stands in roster.csv and has no submission
grade-no-sandbox = No sandbox here: { $because }. The programs see this host's files.
grade-sandbox-required = no sandbox here: { $because }. Nothing was graded
grade-one-at-a-time = This host refuses a network of its own to each program, so submissions are graded one at a time.
grade-summary = { $students ->
    [one] 1 student: { $passed } checks passed, { $failed } failed, { $flaky } flaky, { $unjudged } unjudged, { $skipped } skipped
   *[other] { $students } students: { $passed } checks passed, { $failed } failed, { $flaky } flaky, { $unjudged } unjudged, { $skipped } skipped
}
grade-slowest = Slowest: { $students }
grade-resume = Unjudged is nobody's zero. The same command with --resume judges it again.
grade-interrupted = interrupted: { $open } checks are left. What was judged is kept; the same command with --resume goes on
grade-merged = Merged into { $out }.
grade-passed = passed
grade-failed = failed
grade-flaky = flaky
grade-unjudged = unjudged
grade-skipped = skipped
grade-hidden = hidden
grade-seed = seed { $seed }
grade-outside-network = Some programs ran outside of a sandbox: with a network of their own, and with the host's files in sight.
grade-outside-host = Some programs ran outside of a sandbox, on the host's own network and with its files in sight.
grade-no-manifest = The folder has no socklab.toml.
grade-manifest = The file socklab.toml cannot be understood: { $mistake }
grade-no-entry = The file socklab.toml does not speak of this exercise.
grade-folder = The folder cannot be graded: { $mistake }
grade-not-built = The program was not built: { $how }
journal-write = { $why }. What the journal holds counts; the same command with --resume goes on
journal-damaged = { $path }:{ $line }: the journal is damaged: { $damage }
journal-form = { $path } was written by another version of socklab (form { $form })
journal-exists = { $path } is there already: --resume goes on with it, or name another folder
journal-other = { $path } belongs to a run with another { $part }. Name another folder
journal-locked = { $path } is being written by another run
journal-none = { $folder } holds no journal
journal-missing = no journal of shard { $shards }
journal-overlap = shard { $shard } is there twice: { $first } and { $second }
part-version = version of socklab
part-seed = seed
part-exercises = set of exercises or points
part-students = set of students
part-shards = number of shards

## the report of a class for its readers

export-title = The class, graded
export-run = Run { $id }, seed { $seed }, by socklab { $version }
export-student = Student
export-exercise = Exercise
export-check = Check
export-verdict = Verdict
export-why = Why
export-points = Points
export-total = Total
export-host = ran on the host itself, kept apart from nothing
export-network = ran with a network of its own
export-sandbox = ran in a sandbox
export-flaky = It failed once and passed once, with the same seed; staff must look. The time that it failed:
export-left-out = .. { $count } more rows do not fit here; the whole report has them
export-not-one-student = gradescope reads one student's results, and here are those of { $students }: name one with --student
export-not-in-roster = roster.csv does not name { $students }
export-blank = roster.csv gives others an { $column }, and none to { $student }
help-grade-engine = Print the job file that grades a class on many machines
help-grade-engine-engine = What runs the jobs
help-grade-engine-dir = The class, as the machines see it
help-grade-engine-shards = How many parts to grade it in
help-grade-engine-require-sandbox = Let machines that allow no sandbox grade nothing
help-grade-engine-out = Folder for the journals and the reports, as the machines see it
engine-not-text = { $path } is not UTF-8, and a job file is text
engine-no-shard = a class has at least one shard
engine-too-many-shards = github runs at most { $most } jobs of a matrix, and these would be { $shards }
## sandbox

sandbox-what = while a class is graded, a student's program sees nothing of this host but its own copy and the system's programs
sandbox-landlock = with a second wall around its files: landlock, version { $version }
sandbox-no-landlock = without a second wall around its files: this kernel has no landlock, or it is turned off
sandbox-cost = without it, `socklab grade` runs students' programs with all your rights, and `--require-sandbox` refuses to
sandbox-step-ask = ask what this host allows
sandbox-step-worker = give a submission namespaces and a file system of its own
sandbox-step-judge = give a check namespaces within those
sandbox-step-program = start a program in the sandbox
