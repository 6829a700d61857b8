//! The name of a socket, in whichever family it has one.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use socket2::SockAddr;

use crate::sys;

/// An address as a call takes or returns it. In JSON it is the text that [`Display`](fmt::Display) gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Address {
    /// An internet address and a port (ip(7), ipv6(7)).
    Ip(SocketAddr),
    /// A path in the file system (unix(7)).
    Path(PathBuf),
    /// A name in Linux's abstract namespace, without its leading NUL (unix(7)); shown as `@name`.
    Abstract(String),
    /// A UNIX socket that was never bound.
    Unnamed,
}

impl Address {
    /// The port of an internet address; 0 for every other.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.socket().map_or(0, |address| address.port())
    }

    /// The IP of an internet address.
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        self.socket().map(|address| address.ip())
    }

    /// The address as the standard library has it, if it is an internet address.
    #[must_use]
    pub fn socket(&self) -> Option<SocketAddr> {
        match self {
            Address::Ip(address) => Some(*address),
            Address::Path(_) | Address::Abstract(_) | Address::Unnamed => None,
        }
    }

    /// As socket2 takes it.
    ///
    /// # Errors
    /// A path that is longer than the system allows (108 bytes on Linux, 104 on macOS).
    pub(super) fn to_raw(&self) -> io::Result<SockAddr> {
        match self {
            Address::Ip(address) => Ok((*address).into()),
            Address::Path(path) => SockAddr::unix(path),
            Address::Abstract(name) => SockAddr::unix(format!("\0{name}")),
            Address::Unnamed => Err(io::Error::new(io::ErrorKind::InvalidInput, "an unnamed address names nobody")),
        }
    }

    /// From socket2.
    pub(super) fn from_raw(raw: &SockAddr) -> Address {
        if let Some(address) = raw.as_socket() {
            return Address::Ip(address);
        }
        match (sys::unix_path(raw), sys::abstract_name(raw)) {
            (Some(path), _) => Address::Path(path),
            (None, Some(name)) => Address::Abstract(String::from_utf8_lossy(&name).into_owned()),
            (None, None) => Address::Unnamed,
        }
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Address {
        Address::Ip(address)
    }
}

/// So that a call may borrow the address of another socket, as an answer borrows that of its question.
impl From<&Address> for Address {
    fn from(address: &Address) -> Address {
        address.clone()
    }
}

impl From<&Path> for Address {
    fn from(path: &Path) -> Address {
        Address::Path(path.to_owned())
    }
}

/// For the standard library's own sockets. An address of another family gives none.
impl ToSocketAddrs for Address {
    type Iter = std::option::IntoIter<SocketAddr>;

    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        Ok(self.socket().into_iter())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Ip(address) => write!(f, "{address}"),
            Address::Path(path) => write!(f, "{}", path.display()),
            Address::Abstract(name) => write!(f, "@{name}"),
            Address::Unnamed => f.write_str("(unnamed)"),
        }
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.to_string()
    }
}

impl From<String> for Address {
    fn from(text: String) -> Address {
        if let Ok(address) = text.parse() {
            Address::Ip(address)
        } else if text == "(unnamed)" {
            Address::Unnamed
        } else if let Some(name) = text.strip_prefix('@') {
            Address::Abstract(name.to_owned())
        } else {
            Address::Path(PathBuf::from(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_brings_every_family_back() {
        let addresses = [
            Address::Ip("127.0.0.1:9999".parse().unwrap()),
            Address::Ip("[::1]:80".parse().unwrap()),
            Address::Path(PathBuf::from("/tmp/echo.sock")),
            Address::Abstract("echo".to_owned()),
            Address::Unnamed,
        ];
        for address in addresses {
            let json = serde_json::to_string(&address).unwrap();
            assert_eq!(serde_json::from_str::<Address>(&json).unwrap(), address, "{json}");
        }
    }
}
