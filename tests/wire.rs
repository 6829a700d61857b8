//! The packets of real runs, as another program reads them: tshark opens the file of every lab without a complaint, and
//! agrees with the trace on how many packets there were and on their flags.

mod support;

use std::{collections::BTreeSet, io, path::Path, process::Command};

use serde_json::Value as Json;
use socklab::wire::{Flags, PacketKind};
use support::skipped;
use tempfile::NamedTempFile;

/// Runs labs with `--pcap`, and gives what they printed as JSON, and the file.
fn run(labs: &str) -> (Json, NamedTempFile) {
    let file = NamedTempFile::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
    let output = command.args(["run", labs, "--format", "json", "--pcap"]).arg(file.path()).output().unwrap();
    (serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}")), file)
}

/// What tshark prints of a file: nothing may stand on its standard error but the warning that it runs as root.
fn tshark(file: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new("tshark").arg("-r").arg(file).args(arguments).output()?;
    let talk = String::from_utf8_lossy(&output.stderr);
    let complaints: Vec<&str> = talk.lines().filter(|line| !line.starts_with("Running as user")).collect();
    assert!(output.status.success() && complaints.is_empty(), "{}: {complaints:?}", file.display());
    Ok(String::from_utf8(output.stdout).unwrap())
}

/// The packets of a scene, each as tshark is expected to print it: the flags of a segment, nothing for others.
fn expected(scene: &Json) -> Vec<String> {
    let events = scene["trace"]["events"].as_array().unwrap().iter();
    let packets = events.filter(|event| event["kind"] == "packet").map(|event| &event["packet"]);
    let flags = |packet: &Json| match serde_json::from_value::<PacketKind>(packet.clone()).unwrap() {
        PacketKind::Tcp(segment) => format!("0x{:04x}", segment.flags.bits()),
        _ => String::new(),
    };
    packets.map(flags).collect()
}

/// Every scene of a run, with its lab.
fn scenes(run: &Json) -> impl Iterator<Item = (&Json, &Json)> {
    let labs = run["labs"].as_array().unwrap().iter();
    labs.flat_map(|lab| lab["scenes"].as_array().unwrap().iter().map(move |scene| (lab, scene)))
}

#[test]
fn wireshark_reads_the_packets_of_every_lab_and_agrees_with_its_trace() {
    let (run, file) = run("all");
    if run["host"]["wire"] == false {
        return skipped("wire", "nothing can be captured here");
    }
    let fields = ["ip.proto", "tcp.flags", "frame.comment"].map(|field| ["-e", field]);
    let lines = match tshark(file.path(), &[&["-Tfields", "-Eoccurrence=f"][..], fields.as_flattened()].concat()) {
        Ok(lines) => lines,
        Err(error) => return skipped("tshark", &error.to_string()),
    };
    // An ICMP error quotes a segment, whose flags are not its own.
    let own = |line: &str| {
        let mut fields = line.split('\t');
        let protocol = fields.next().unwrap().to_owned();
        let flags = fields.next().unwrap().to_owned();
        if protocol == "1" { String::new() } else { flags }
    };
    let mut seen = lines.lines().map(own);
    let mut labs_with_packets = BTreeSet::new();
    for (lab, scene) in scenes(&run) {
        let (number, word) = (lab["number"].as_u64().unwrap(), |json: &Json| json["slug"].as_str().unwrap().to_owned());
        let name = format!("lab {number:02} {}, scene {}", word(lab), word(scene));
        let packets = expected(scene);
        assert_eq!(seen.by_ref().take(packets.len()).collect::<Vec<_>>(), packets, "{name}");
        if !packets.is_empty() {
            assert!(lines.contains(&name), "no comment {name}");
            labs_with_packets.insert(number);
        }
    }
    assert_eq!(seen.next(), None, "packets beyond those of the traces");
    // Nearly every lab is about the internet families; a run that captured nothing would agree with an empty file.
    assert!(labs_with_packets.len() > 30, "packets in labs {labs_with_packets:?} alone");
    // To tshark a port may mean a protocol that the program does not speak, and the kernel picks any port: what is carried is data.
    let data = ["-d", "tcp.port==1-65535,data", "-d", "udp.port==1-65535,data"];
    assert_eq!(tshark(file.path(), &[&data[..], &["-Y", "_ws.malformed"]].concat()).unwrap(), "");
}

#[test]
fn the_packets_of_an_isolated_run_are_in_its_json() {
    let (run, _file) = run("25");
    if run["host"]["wire"] == false {
        return skipped("wire", "nothing can be captured here");
    }
    let (_, scene) = scenes(&run).next().unwrap();
    let events = scene["trace"]["events"].as_array().unwrap();
    let syn = events.iter().find(|event| event["kind"] == "packet").unwrap();
    assert_eq!((&syn["actor"], &syn["packet"]["flags"]), (&"client".into(), &Flags::SYN.to_string().into()));
    assert_eq!((&syn["packet"]["carries"], &syn["packet"]["number"]), (&"tcp".into(), &1.into()));
}
