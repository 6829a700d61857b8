//! The packets of real runs, as another program reads them: tshark opens the file of every lab without a complaint, and
//! agrees with the trace on how many packets there were and on their flags.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
};

use serde_json::Value as Json;
use socklab::{
    labs,
    wire::{Flags, PacketKind},
};

/// Says that a test could not be made on this host; a failure where `SOCKLAB_REQUIRE` demands what it needs.
#[track_caller]
fn skipped(needs: &str, because: &str) {
    let required = env::var("SOCKLAB_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|name| name == needs), "{needs} is required: {because}");
    println!("skipped, for want of {needs}: {because}");
}

/// Runs a lab with `--pcap`, and gives what it printed as JSON, and the file.
fn run(lab: u8) -> (Json, PathBuf) {
    let file = env::temp_dir().join(format!("socklab-lab-{lab:02}-{}.pcapng", process::id()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
    let command = command.args(["run", &lab.to_string(), "--format", "json", "--pcap"]).arg(&file);
    let output = command.output().unwrap();
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

#[test]
fn wireshark_reads_the_file_of_every_lab_and_agrees_with_its_trace() {
    for lab in labs::ALL {
        let (run, file) = run(lab.number);
        if run["host"]["wire"] == false {
            fs::remove_file(file).unwrap();
            return skipped("wire", "nothing can be captured here");
        }
        let fields = ["ip.proto", "tcp.flags", "frame.comment"].map(|field| ["-e", field]);
        let read = tshark(&file, &[&["-Tfields", "-Eoccurrence=f"][..], fields.as_flattened()].concat());
        let lines = match read {
            Ok(lines) => lines,
            Err(error) => {
                fs::remove_file(file).unwrap();
                return skipped("tshark", &error.to_string());
            }
        };
        // An ICMP error quotes a segment, whose flags are not its own.
        let own = |line: &str| {
            let mut fields = line.split('\t');
            let protocol = fields.next().unwrap().to_owned();
            let flags = fields.next().unwrap().to_owned();
            if protocol == "1" { String::new() } else { flags }
        };
        let seen: Vec<String> = lines.lines().map(own).collect();
        let scenes = run["labs"][0]["scenes"].as_array().unwrap();
        let packets: Vec<String> = scenes.iter().flat_map(expected).collect();
        assert_eq!(seen, packets, "{}", lab.module());
        for scene in scenes.iter().filter(|scene| !expected(scene).is_empty()) {
            let comment = format!("lab {:02} {}, scene {}", lab.number, lab.slug, scene["slug"].as_str().unwrap());
            assert!(lines.contains(&comment), "{comment}");
        }
        assert_eq!(tshark(&file, &["-Y", "_ws.malformed"]).unwrap(), "", "{}", lab.module());
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn the_packets_of_an_isolated_run_are_in_its_json() {
    let (run, file) = run(25);
    fs::remove_file(file).unwrap();
    if run["host"]["wire"] == false {
        return skipped("wire", "nothing can be captured here");
    }
    let events = run["labs"][0]["scenes"][0]["trace"]["events"].as_array().unwrap();
    let syn = events.iter().find(|event| event["kind"] == "packet").unwrap();
    assert_eq!((&syn["actor"], &syn["packet"]["flags"]), (&"client".into(), &Flags::SYN.to_string().into()));
    assert_eq!((&syn["packet"]["carries"], &syn["packet"]["number"]), (&"tcp".into(), &1.into()));
}
