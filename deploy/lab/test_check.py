"""The check must notice what it claims to notice: each test spoils a copy of the recording in one way.

    python3 -B -m unittest discover -s deploy/lab
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB, WORKER = "10.244.1.17", "10.244.1.15"


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(HERE / "recording", self.folder, dirs_exist_ok=True)

    def check(self):
        result = subprocess.run([sys.executable, "-B", HERE / "check", self.folder], capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr

    def keep_rows(self, wanted):
        path = self.folder / "flows.pmacct.jsonl"
        rows = path.read_text().splitlines(keepends=True)
        path.write_text("".join(row for row in rows if wanted(json.loads(row))))

    def edit(self, name, change):
        path = self.folder / name
        before = path.read_text()
        path.write_text(change(before))
        self.assertNotEqual(before, path.read_text())

    def assert_finding(self, text):
        code, output = self.check()
        self.assertEqual(1, code, output)
        self.assertIn(text, output)

    def test_the_recording_in_the_repository_is_consistent(self):
        self.assertEqual(0, self.check()[0], self.check()[1])

    def test_an_edge_without_a_row_is_found(self):
        self.keep_rows(lambda r: (r["ip_src"], r["port_dst"]) != (WORKER, 5432))
        self.assert_finding("shop/Deployment/worker -> data/StatefulSet/db TCP 5432 IPv4: not in the recording")

    def test_an_edge_without_replies_is_found(self):
        self.keep_rows(lambda r: (r["ip_src"], r["port_src"], r["ip_dst"]) != (DB, 5432, WORKER))
        self.assert_finding("shop/Deployment/worker -> data/StatefulSet/db TCP 5432 IPv4: 0 of")

    def test_traffic_that_the_truth_does_not_know_is_found(self):
        def forget(text):
            truth = json.loads(text)
            truth["edges"] = [e for e in truth["edges"] if e["port"] != 11300]
            return json.dumps(truth)

        self.edit("truth.json", forget)
        self.assert_finding("-> 10.244.1.20 port 11300 TCP: not in truth.json")

    def test_an_attempt_that_was_answered_after_all_is_found(self):
        self.edit("truth.json", lambda text: text.replace('"outcome": "answered"', '"outcome": "refused"'))
        self.assert_finding('do not fit "refused"')

    def test_a_pod_address_that_two_pods_share_is_found(self):
        self.edit("inventory.yaml", lambda text: text.replace("ip: 10.244.1.11\n", "ip: 10.244.1.10\n"))
        self.assert_finding("10.244.1.10: shared by")

    def test_a_file_that_cannot_be_parsed_is_an_input_error(self):
        self.edit("flows.pmacct.jsonl", lambda text: text + "{\n")
        self.assertEqual(3, self.check()[0])


if __name__ == "__main__":
    unittest.main()
