# What socklab says in English. The same keys, in the same order, stand in zh-CN.ftl.

list-title = Labs

# ---- the picture and the steps of a run

render-client = client app
render-server = server app
render-send-queue = sendQ
render-wire = wire
render-receive-queue = recvQ
render-segments = { $count } seg
render-blocked = blocked here
render-concurrent = several threads ran: only the order within one actor is certain
render-rows-left-out = .. { $count } rows left out here; the steps have them all
render-dropped = { $count } more events happened than a trace keeps
render-wait-queued = waits for { $bytes } B to read
render-wait-readable = waits until readable
render-wait-writable = waits until writable
render-wait-acknowledged = waits until all is acknowledged
render-wait-state = waits for { $state }
render-queues = queues: { $receive } B to read, { $send } B not yet acknowledged
render-segments-out =
    { $count ->
        [one] { $count } segment with data sent so far
       *[other] { $count } segments with data sent so far
    }
render-state = state { $state }

# ---- the report on a run

render-isolated = ran in a network of its own
render-host = ran on this host's loopback
render-host-refused = ran on this host's loopback: it refused a network of its own ({ $because })
render-turned = not judged: settings changed ({ $settings })
render-failed = the scene failed: { $because }
render-deadline = the scene was still running after { $seconds } s and was ended
render-not-started = not run: this host lacks { $what }
render-missing = { $what } ({ $because })
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
