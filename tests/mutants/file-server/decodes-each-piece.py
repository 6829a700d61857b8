"""Every piece of the name is decoded alone, also when it ends within a character."""

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
        with conn, conn.makefile("rb") as requests:
            while len(head := requests.read(4)) == 4:
                length = struct.unpack("<i", head)[0]
                if not 0 <= length <= 4096:
                    return
                name = ""
                while length > 0:
                    piece = requests.read1(length)
                    length -= len(piece)
                    name += piece.decode(errors="replace")
                conn.sendall(reply(name))
    except OSError:
        pass


host, port = os.environ["SOCKLAB_ADDR"].split(":")
listener = socket.create_server((host, int(port)))
while True:
    conn, _ = listener.accept()
    threading.Thread(target=serve, args=(conn,), daemon=True).start()
