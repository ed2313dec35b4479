"""The number of workers changes no byte."""

import case
import committed
import feeds
from case import SystemCase


class NumberOfWorkers(SystemCase):
    CODES = True

    def test_one_two_and_eight_give_the_same_bytes(self):
        feed = feeds.mixed(11, articles=1000, max_record_bytes=16 * 1024)
        made = {}
        for workers in (1, 2, 8):
            work = self.root / f"workers-{workers}"
            (work / "feed").mkdir(parents=True)
            feed.write(work / "feed")
            self.outputs.append(work / "out")
            self.configure(source={"path": str(work / "feed"), "max_record_bytes": 16 * 1024},
                           sink={"path": str(work / "out"), "rotate_bytes": "128KiB"},
                           state={"path": str(work / "state")}, flow={"workers": workers, "batch_records": 8})
            self.drain()
            self.assert_outcomes(feed, work / "out")
            self.assertGreater(len(self.records(work / "out")["events"]), 100)
            self.assertGreater(len(self.records(work / "out")["quotes"]), 100)
            self.assertGreater(len(self.records(work / "out")["updates"]), 100)
            made[workers] = committed.snapshot(work / "out")
            del made[workers][".committed"]
        self.assertGreater(len(made[1]), 4)
        self.assertTrue(made[1] == made[2] == made[8], "the outputs differ")


if __name__ == "__main__":
    case.main()
