//! Lab 25: sticky packets.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::room_for_everything("1024", b"helloworld")]
#[case::an_exact_fit("10", b"helloworld")]
#[case::one_short("9", b"helloworl")]
#[case::by_luck_the_first_word("5", b"hello")]
#[case::in_the_middle_of_a_word("3", b"hel")]
fn the_room_decides_what_a_read_gives_however_the_bytes_were_sent(
    #[values("plain", "counted", "pause", "cork")] scene: &str,
    #[case] recv_size: &str,
    #[case] received: &'static [u8],
) {
    let run = play(25, scene, &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "received"), &Value::bytes(received));
}

#[rstest]
#[case::room_for_everything("1024", 1)]
#[case::an_exact_fit("10", 1)]
#[case::one_short("9", 2)]
#[case::three_at_a_time("3", 4)]
#[case::one_at_a_time("1", 10)]
fn with_nodelay_the_number_of_reads_follows_from_the_room_alone(#[case] recv_size: &str, #[case] reads: i64) {
    let run = play(25, "nodelay", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "reads"), &Value::Number(reads));
    assert_eq!(observed(&run, "received"), &Value::bytes(b"helloworld"));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(25);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reads_depend_on_their_own_sizes_and_never_on_the_sends(
        sends in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..50), 1..10),
        room in 1usize..60,
        nodelay in any::<bool>(),
    ) {
        let t = Tracer::new();
        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.connect(listener.address()).unwrap();
        let (server, _) = listener.accept().unwrap();
        client.set_tcp_nodelay(nodelay).unwrap();
        for bytes in &sends {
            prop_assert_eq!(client.send(bytes).unwrap(), bytes.len());
        }

        let stream = sends.concat();
        server.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
        for expected in stream.chunks(room) {
            prop_assert_eq!(server.recv(room).unwrap(), expected);
        }
    }
}
