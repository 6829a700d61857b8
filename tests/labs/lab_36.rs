//! Lab 36: UNIX sockets.

use std::{fs, path::PathBuf};

use proptest::prelude::*;
use rstest::rstest;
use socket2::{Domain, Type};
use socklab::{
    runner::SceneRun,
    trace::{Address, Call, Errno, EventKind, Observable, TracedSocket, Tracer, Value},
};

use super::{check_snapshots, lab, observed, play};

#[rstest]
#[case::one_byte("1", b"h")]
#[case::one_short("4", b"hell")]
#[case::an_exact_fit("5", b"hello")]
#[case::room_to_spare("64", b"hello")]
fn the_room_decides_how_much_of_the_first_message_arrives(
    #[values("datagram", "seqpacket")] scene: &str,
    #[case] recv_size: &str,
    #[case] first: &'static [u8],
) {
    let run = play(36, scene, &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "first"), &Value::bytes(first));
    assert_eq!(observed(&run, "second"), &Value::bytes(b"world"));
}

/// The paths that a scene bound to.
fn paths(run: &SceneRun) -> Vec<PathBuf> {
    let bound = run.trace.events.iter().filter_map(|event| match &event.kind {
        EventKind::Entered { call: Call::Bind { to: Address::Path(path) } } => Some(path.clone()),
        _ => None,
    });
    bound.collect()
}

#[test]
fn no_scene_leaves_a_file_or_a_folder_behind() {
    let mut seen = 0;
    for scene in lab(36).scenes {
        for path in paths(&play(36, scene.slug, &[])) {
            let folder = path.parent().unwrap();
            assert!(!folder.exists(), "{}: {}", scene.slug, folder.display());
            seen += 1;
        }
    }
    assert!(seen >= 8, "only {seen} paths were bound");
}

fn socket(t: &Tracer, actor: &'static str, kind: Type) -> TracedSocket {
    t.socket(actor, Domain::UNIX, kind, None).unwrap()
}

#[rstest]
#[case::stream(Type::STREAM)]
#[case::datagram(Type::DGRAM)]
#[case::seqpacket(Type::SEQPACKET)]
fn whatever_file_stands_at_the_path_it_is_in_use(#[case] kind: Type) {
    let folder = tempfile::tempdir().unwrap();
    let path = &*folder.path().join("notes.txt");
    fs::write(path, "no socket").unwrap();
    let t = Tracer::new();
    let server = socket(&t, "server", kind);
    assert_eq!(server.bind(path).into_value(), Value::Errno(Errno::AddrInUse));
    fs::remove_file(path).unwrap();
    assert_eq!(server.bind(path).into_value(), Value::OK);
    drop(server);
    assert!(path.exists(), "the file outlives its socket");
}

#[rstest]
#[case::stream_to_datagram(Type::STREAM, Type::DGRAM)]
#[case::seqpacket_to_stream(Type::SEQPACKET, Type::STREAM)]
#[case::datagram_to_stream(Type::DGRAM, Type::STREAM)]
fn a_socket_connects_to_its_own_type_alone(#[case] client: Type, #[case] server: Type) {
    let folder = tempfile::tempdir().unwrap();
    let path = &*folder.path().join("echo.sock");
    let t = Tracer::new();
    let bound = socket(&t, "server", server);
    bound.bind(path).unwrap();
    if server != Type::DGRAM {
        bound.listen(1).unwrap();
    }
    let other = socket(&t, "client", client);
    assert_eq!(other.connect(path).into_value(), Value::Errno(Errno::ProtocolType));
    assert_eq!(socket(&t, "client 2", server).connect(path).into_value(), Value::OK);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(36);
}

/// The two ends: the sender, and what it sends to.
fn pair(t: &Tracer, kind: Type) -> (TracedSocket, TracedSocket) {
    let folder = tempfile::tempdir().unwrap();
    let path = &*folder.path().join("echo.sock");
    let server = socket(t, "server", kind);
    server.bind(path).unwrap();
    let client = socket(t, "client", kind);
    if kind == Type::DGRAM {
        client.connect(path).unwrap();
        return (client, server);
    }
    server.listen(1).unwrap();
    client.connect(path).unwrap();
    let (connection, _) = server.accept().unwrap();
    (client, connection)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_type_decides_whether_boundaries_are_kept(
        // No more than ten: as many as an untuned queue of datagrams holds.
        sends in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..300), 1..=10),
        room in 1usize..400,
        kind in prop_oneof![Just(Type::STREAM), Just(Type::DGRAM), Just(Type::SEQPACKET)],
    ) {
        let t = Tracer::new();
        let (client, server) = pair(&t, kind);
        for bytes in &sends {
            prop_assert_eq!(client.send(bytes).unwrap(), bytes.len());
        }
        if kind == Type::STREAM {
            for expected in sends.concat().chunks(room) {
                prop_assert_eq!(server.recv(room).unwrap(), expected);
            }
        } else {
            for expected in &sends {
                prop_assert_eq!(server.recv(room).unwrap(), &expected[..room.min(expected.len())]);
            }
        }
    }
}
