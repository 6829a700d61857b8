//! Real packets of the loopback interface. Where the host allows no capture a test says that it was skipped, and
//! fails if `SOCKLAB_REQUIRE` lists `wire`.

use std::{
    env, fs,
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket},
    process::Command,
    time::Duration,
};

use super::{capture::Limits, pcapng::Recorded, *};
use crate::sys;

const LOOPBACK: (&str, u16) = ("127.0.0.1", 0);
const DEADLINE: Duration = Duration::from_secs(5);

/// A skip is counted by whoever reads the output, and a failure where the environment requires the capability.
#[expect(clippy::print_stderr, reason = "a test that proves nothing says so")]
#[track_caller]
fn skip(capability: &str, because: &io::Error) {
    let required = env::var("SOCKLAB_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|name| name == capability), "{capability} is required here: {because}");
    eprintln!("skipped, no {capability}: {because}");
}

#[track_caller]
fn capture() -> Option<Capture> {
    Capture::start().inspect_err(|error| skip("wire", error)).ok()
}

fn of_port(packets: &[Packet], port: u16) -> Vec<Packet> {
    packets.iter().filter(|packet| packet.concerns(port)).cloned().collect()
}

/// Opens a connection, sends, closes first as the client and then as the server. Returns the server's port.
fn say_hello() -> u16 {
    let listener = TcpListener::bind(LOOPBACK).unwrap();
    let server = listener.local_addr().unwrap();
    let mut client = TcpStream::connect(server).unwrap();
    let (mut accepted, _) = listener.accept().unwrap();
    client.write_all(b"hello").unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    let mut heard = Vec::new();
    accepted.read_to_end(&mut heard).unwrap();
    assert_eq!(heard, b"hello");
    server.port()
}

/// Waits until both ends of the connection have sent their FIN and the last one is acknowledged.
fn wait_for_both_fins(capture: &mut Capture, port: u16) {
    let closed = |packets: &[Packet]| {
        let all = of_port(packets, port);
        let fins: Vec<_> = all.iter().filter_map(Packet::segment).filter(|s| s.flags.has(Flags::FIN)).collect();
        let last = all.last().and_then(Packet::segment);
        fins.len() == 2 && last.is_some_and(|segment| segment.flags == Flags::ACK)
    };
    capture.wait_for("two FINs and the last ACK", DEADLINE, closed).unwrap();
}

#[test]
fn a_connection_shows_each_segment_once_with_flags_and_relative_numbers() {
    let Some(mut capture) = capture() else { return };
    let port = say_hello();
    wait_for_both_fins(&mut capture, port);
    let packets = of_port(capture.packets(), port);
    let segments: Vec<&Segment> = packets.iter().filter_map(Packet::segment).collect();
    let from_client: Vec<_> = segments
        .iter()
        .filter(|segment| segment.destination_port == port)
        .map(|segment| (segment.flags.to_string(), segment.relative_sequence, segment.length))
        .collect();
    // Whether an ACK of the server stands alone depends on its delayed-ACK timer; what the client sends does not.
    let expected = [("S", 0, 0), (".", 1, 0), ("P.", 1, 5), ("F.", 6, 0), (".", 7, 0)];
    assert_eq!(from_client, expected.map(|(flags, sequence, length)| (flags.to_owned(), sequence, length)));
    let answers: Vec<_> = segments.iter().filter(|segment| segment.source_port == port).collect();
    assert_eq!((answers[0].flags, answers[0].relative_acknowledgement), (Flags::SYN | Flags::ACK, 1));
    let last = answers.last().unwrap();
    assert_eq!((last.flags, last.relative_acknowledgement), (Flags::FIN | Flags::ACK, 7));
    let hello = segments.iter().find(|segment| segment.length == 5).unwrap();
    assert_eq!(hello.head, b"hello");
    assert!(packets.is_sorted_by_key(|packet| packet.at), "{packets:?}");
}

#[test]
fn a_datagram_is_seen_once() {
    let Some(mut capture) = capture() else { return };
    let server = UdpSocket::bind(LOOPBACK).unwrap();
    let client = UdpSocket::bind(LOOPBACK).unwrap();
    let (from, to) = (client.local_addr().unwrap(), server.local_addr().unwrap());
    client.send_to(b"once", to).unwrap();
    client.send_to(b"end", to).unwrap();
    let ended = |packets: &[Packet]| packets.iter().any(|packet| data(packet) == b"end");
    capture.wait_for("the second datagram", DEADLINE, ended).unwrap();
    let seen = of_port(capture.packets(), to.port());
    assert_eq!(seen.iter().map(data).collect::<Vec<_>>(), [b"once".as_slice(), b"end"]);
    assert_eq!((seen[0].sender(), seen[0].receiver()), (Some(from), Some(to)));
}

fn data(packet: &Packet) -> &[u8] {
    match &packet.kind {
        PacketKind::Udp { head, .. } => head,
        _ => &[],
    }
}

#[test]
fn a_datagram_to_a_closed_port_is_answered_by_icmp() {
    let Some(mut capture) = capture() else { return };
    // A port that stays closed to strangers: its socket is connected to someone else.
    let closed = UdpSocket::bind(LOOPBACK).unwrap();
    closed.connect(UdpSocket::bind(LOOPBACK).unwrap().local_addr().unwrap()).unwrap();
    let to = closed.local_addr().unwrap();
    let client = UdpSocket::bind(LOOPBACK).unwrap();
    let from = client.local_addr().unwrap();
    client.send_to(b"anyone?", to).unwrap();
    let refused = |packets: &[Packet]| of_port(packets, from.port()).len() >= 2;
    capture.wait_for("the answer", DEADLINE, refused).unwrap();
    let seen = of_port(&capture.finish().unwrap().packets, from.port());
    let [_, Packet { kind: PacketKind::Icmp(message), .. }] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(message.what, "port unreachable");
    assert_eq!(message.about, Some(About { protocol: 17, source: from, destination: to }));
}

#[test]
fn a_large_segment_keeps_its_length_and_its_head() {
    let Some(mut capture) = capture() else { return };
    let server = UdpSocket::bind(LOOPBACK).unwrap();
    let to: SocketAddr = server.local_addr().unwrap();
    UdpSocket::bind(LOOPBACK).unwrap().send_to(&vec![b'x'; 60_000], to).unwrap();
    let came = |packets: &[Packet]| !of_port(packets, to.port()).is_empty();
    capture.wait_for("the datagram", DEADLINE, came).unwrap();
    let captured = capture.finish().unwrap();
    let packet = &of_port(&captured.packets, to.port())[0];
    let PacketKind::Udp { length, head, .. } = &packet.kind else { panic!("{packet:?}") };
    assert_eq!((*length, head.iter().all(|&byte| byte == b'x')), (60_000, true));
    let frame = &captured.frames[usize::try_from(packet.number).unwrap() - 1];
    let kept = usize::try_from(sys::FRAME_HEAD).unwrap();
    assert_eq!((frame.original_length, frame.bytes.len()), (60_000 + 14 + 20 + 8, kept));
}

/// Sends so many datagrams to a port of its own, and returns the port.
fn send(count: usize, size: usize) -> u16 {
    let server = UdpSocket::bind(LOOPBACK).unwrap();
    let client = UdpSocket::bind(LOOPBACK).unwrap();
    let to = server.local_addr().unwrap();
    for _ in 0..count {
        client.send_to(&vec![0; size], to).unwrap();
    }
    to.port()
}

#[test]
fn what_the_queue_has_no_room_for_is_counted() {
    let limits = Limits { queue: 4096, frames: MAX_FRAMES, bytes: MAX_BYTES };
    let Ok(capture) = Capture::within(limits).inspect_err(|error| skip("wire", error)) else { return };
    let port = send(100, 1000);
    let captured = capture.finish().unwrap();
    let kept = of_port(&captured.packets, port).len();
    assert!(kept < 100 && captured.lost > 0, "kept {kept}, lost {}", captured.lost);
    assert!(kept + usize::try_from(captured.lost).unwrap() >= 100, "kept {kept}, lost {}", captured.lost);
}

#[test]
fn eight_mebibytes_fit_the_queue_of_an_ordinary_user() {
    const ALL: usize = 8 << 20;
    // The default of net.core.rmem_max.
    let limits = Limits { queue: 212_992, frames: MAX_FRAMES, bytes: MAX_BYTES };
    let Ok(mut capture) = Capture::within(limits).inspect_err(|error| skip("wire", error)) else { return };
    let listener = TcpListener::bind(LOOPBACK).unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (mut server, _) = listener.accept().unwrap();
    client.set_nonblocking(true).unwrap();
    let (mut buffer, mut sent, mut received) = (vec![0; 1_000_000], 0, 0);
    while received < ALL {
        let more = buffer.len().min(ALL - sent);
        match client.write(&buffer[..more]) {
            Ok(count) => sent += count,
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock),
        }
        // After each call, as the recorder of a scene does.
        capture.drain().unwrap();
        if received < sent {
            received += server.read(&mut buffer).unwrap();
            capture.drain().unwrap();
        }
    }
    let end = |packet: &Packet| match packet.segment() {
        Some(segment) if segment.destination_port == port => segment.relative_sequence + segment.length,
        _ => 0,
    };
    let arrived = |packets: &[Packet]| packets.iter().map(end).max() == Some(u32::try_from(ALL).unwrap() + 1);
    capture.wait_for("the last byte", DEADLINE, arrived).unwrap();
    assert_eq!(capture.captured().lost, 0);
    let lengths = capture.packets().iter().filter_map(Packet::segment).filter(|s| s.destination_port == port);
    let captured: u32 = lengths.map(|segment| segment.length).sum();
    assert!(usize::try_from(captured).unwrap() >= ALL, "{captured} of {ALL} bytes seen");
}

#[test]
fn what_is_beyond_the_limits_is_counted() {
    let limits = Limits { queue: 1 << 20, frames: 10, bytes: 3000 };
    let Ok(capture) = Capture::within(limits).inspect_err(|error| skip("wire", error)) else { return };
    let port = send(20, 1000);
    let captured = capture.finish().unwrap();
    assert!(captured.frames.iter().map(|frame| frame.bytes.len()).sum::<usize>() <= 3000);
    let kept = of_port(&captured.packets, port).len();
    assert!(kept + usize::try_from(captured.lost).unwrap() >= 20, "kept {kept}, lost {}", captured.lost);
}

#[test]
fn waiting_in_vain_names_what_was_awaited() {
    let Some(mut capture) = capture() else { return };
    let error = capture.wait_for("a unicorn", Duration::from_millis(5), |_| false).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert_eq!(error.to_string(), "not seen on the wire in 5ms: a unicorn");
}

/// What tshark prints of a file: nothing may stand on its standard error but the warning that it runs as root.
fn tshark(file: &std::path::Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new("tshark").arg("-r").arg(file).args(arguments).output()?;
    let talk = String::from_utf8_lossy(&output.stderr);
    let complaints: Vec<&str> = talk.lines().filter(|line| !line.starts_with("Running as user")).collect();
    assert!(output.status.success() && complaints.is_empty(), "{complaints:?}");
    Ok(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn wireshark_reads_the_file_and_agrees() {
    let Some(mut capture) = capture() else { return };
    let port = say_hello();
    wait_for_both_fins(&mut capture, port);
    let large = send(1, 60_000);
    let came = |packets: &[Packet]| !of_port(packets, large).is_empty();
    capture.wait_for("the large datagram", DEADLINE, came).unwrap();
    let captured = capture.finish().unwrap();
    let ours: Vec<&Packet> =
        captured.packets.iter().filter(|packet| packet.concerns(port) || packet.concerns(large)).collect();
    let frames: Vec<Frame> = ours.iter().map(|p| captured.frames[p.number as usize - 1].clone()).collect();
    let (first, second) = frames.split_at(3);
    let began = captured.began;
    let sections = [
        Recorded { comment: "lab 16, scene handshake", began, frames: first },
        Recorded { comment: "第 16 课", began, frames: second },
    ];
    let mut bytes = Vec::new();
    pcapng::write(&mut bytes, &sections).unwrap();
    let file = env::temp_dir().join(format!("socklab-wire-{}-{port}.pcapng", std::process::id()));
    fs::write(&file, bytes).unwrap();

    let fields = ["tcp.flags", "tcp.seq", "tcp.ack", "tcp.len", "udp.length", "frame.len", "frame.comment"];
    let mut arguments = vec!["-Tfields"];
    arguments.extend(fields.iter().flat_map(|field| ["-e", field]));
    let lines = match tshark(&file, &arguments) {
        Ok(lines) => lines,
        Err(error) => {
            fs::remove_file(file).unwrap();
            return skip("tshark", &error);
        }
    };
    let expected: Vec<String> = ours
        .iter()
        .zip(&frames)
        .enumerate()
        .map(|(index, (packet, frame))| {
            let comment = [(0, "lab 16, scene handshake"), (3, "第 16 课")];
            let comment = comment.iter().find(|(first, _)| *first == index).map_or("", |(_, comment)| comment);
            let length = frame.original_length;
            match &packet.kind {
                PacketKind::Tcp(s) => {
                    let (bits, sequence, ack) = (s.flags.bits(), s.relative_sequence, s.relative_acknowledgement);
                    format!("0x{bits:04x}\t{sequence}\t{ack}\t{}\t\t{length}\t{comment}", s.length)
                }
                _ => format!("\t\t\t\t60008\t{length}\t{comment}"),
            }
        })
        .collect();
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    let warnings = tshark(&file, &["-Y", "_ws.malformed || _ws.expert.severity >= warning", "-V"]).unwrap();
    assert_eq!(warnings, "");
    fs::remove_file(file).unwrap();
}
