//! Addresses by the names of who owns them, so that a trace reads the same on every run.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::{Actor, Address, Trace};

/// The owners of the ports of one trace. `127.0.0.1:40713` of the actor `server` is `server:S`.
#[derive(Debug)]
pub struct Names {
    ports: Vec<(u16, Actor, String)>,
}

impl Names {
    /// The names in a trace, the first owner of a port first.
    #[must_use]
    pub fn of(trace: &Trace) -> Names {
        let mut ports: Vec<(u16, Actor, String)> = Vec::new();
        let mut names: Vec<_> = trace.names.iter().collect();
        if trace.concurrent {
            // Which thread came first is luck; the letters must not depend on it.
            names.sort_by(|one, other| one.actor.0.cmp(&other.actor.0));
        }
        for name in names {
            let port = name.address.port();
            if port == 0 || ports.iter().any(|(known, ..)| *known == port) {
                continue;
            }
            let letters = initials(&name.actor);
            let clashes = ports.iter().filter(|(_, _, label)| label.trim_end_matches('\'') == letters).count();
            ports.push((port, name.actor.clone(), letters + &"'".repeat(clashes)));
        }
        Names { ports }
    }

    /// `server:S` for the loopback address of the actor `server`, `0.0.0.0:S` for its port on another address, and
    /// the address as it is where nobody in the trace owns the port. A path is shortened to its file's name, and so is an
    /// abstract name that looks like a path.
    #[must_use]
    pub fn label(&self, address: &Address) -> String {
        match address {
            Address::Ip(address) => self.label_ip(*address),
            Address::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Address::Abstract(name) => format!("@{}", name.rsplit('/').next().unwrap_or(name)),
            Address::Unnamed => address.to_string(),
        }
    }

    /// The owner of a port.
    #[must_use]
    pub fn owner(&self, port: u16) -> Option<&Actor> {
        self.ports.iter().find(|(known, ..)| *known == port).map(|(_, actor, _)| actor)
    }

    fn label_ip(&self, address: SocketAddr) -> String {
        let owner = self.ports.iter().find(|(port, ..)| *port == address.port());
        match owner {
            Some((_, actor, letters)) if address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST) => {
                format!("{actor}:{letters}")
            }
            Some((_, _, letters)) => match address.ip() {
                IpAddr::V4(ip) => format!("{ip}:{letters}"),
                IpAddr::V6(ip) => format!("[{ip}]:{letters}"),
            },
            None => address.to_string(),
        }
    }
}

/// The first letter of each word and every digit: `server` is S, `client 2` is C2, `old server` is OS.
fn initials(actor: &Actor) -> String {
    let word = |word: &str| -> String {
        let digits = word.chars().filter(char::is_ascii_digit);
        word.chars().next().filter(|first| !first.is_ascii_digit()).into_iter().chain(digits).collect()
    };
    actor.0.split_whitespace().map(word).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Name;

    fn names(owned: &[(&'static str, u16)]) -> Names {
        let name = |&(actor, port): &(&'static str, u16)| Name {
            actor: Actor::from(actor),
            address: SocketAddr::from(([127, 0, 0, 1], port)).into(),
        };
        Names::of(&Trace { names: owned.iter().map(name).collect(), ..Trace::default() })
    }

    #[test]
    fn a_port_is_named_after_the_actor_that_owns_it() {
        let names = names(&[("server", 9999), ("client 2", 40000), ("sender", 40001)]);
        let label = |address: &str| names.label(&Address::from(address.to_owned()));
        assert_eq!(label("127.0.0.1:9999"), "server:S");
        assert_eq!(label("0.0.0.0:9999"), "0.0.0.0:S");
        assert_eq!(label("[::1]:9999"), "[::1]:S");
        assert_eq!(label("127.0.0.1:40000"), "client 2:C2");
        assert_eq!(label("127.0.0.1:40001"), "sender:S'");
        assert_eq!(label("127.0.0.1:0"), "127.0.0.1:0");
        assert_eq!(label("/tmp/socklab-x/echo.sock"), "echo.sock");
        assert_eq!(label("@/tmp/socklab-x/echo"), "@echo");
        assert_eq!(label("@echo"), "@echo");
    }
}
