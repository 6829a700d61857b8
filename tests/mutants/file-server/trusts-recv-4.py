"""One recv is taken for the whole length, and one for the whole name."""

import hashlib, json, os, socket, struct, threading

FOLDER = os.path.realpath(os.environ["SOCKLAB_DIR"])


def reply(name):
    try:
        path = os.path.realpath(os.path.join(FOLDER, name))
        if os.path.commonpath([FOLDER, path]) != FOLDER:
            raise FileNotFoundError(name)
        with open(path, "rb") as file:
            data = file.read()
        header = {"filename": name, "md5": hashlib.md5(data).hexdigest(), "total_size": len(data)}
    except (OSError, ValueError):
        data = b""
        header = {"filename": name, "error": "no such file", "total_size": 0}
    header = json.dumps(header).encode()
    return struct.pack("<i", len(header)) + header + data


def serve(conn):
    try:
        with conn:
            while head := conn.recv(4):
                length = struct.unpack("<i", head)[0]
                if not 0 <= length <= 4096:
                    return
                conn.sendall(reply(conn.recv(length).decode(errors="replace")))
    except OSError:
        pass


host, port = os.environ["SOCKLAB_ADDR"].split(":")
listener = socket.create_server((host, int(port)))
while True:
    conn, _ = listener.accept()
    threading.Thread(target=serve, args=(conn,), daemon=True).start()
