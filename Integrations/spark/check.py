"""Checks stories under Spark: a process of wirecheck for each partition, findings and a summary out.

check.py STORIES OUT [pipe|pandas]: STORIES is NDJSON or Parquet with the columns id, text and perhaps lang.
"""
import json
import os
import subprocess
import sys
import threading

from pyspark.sql import SparkSession, functions as F

# Of each answer, what the tables hold.
DOCUMENT = """id string, status string, language string, words long, findings array<struct<
    rule: string, entry: string, severity: string, confidence: string, message: string, text: string, field: string,
    span: struct<part: string, startByte: long, endByte: long, startLine: int, startColumn: int>>>"""
COMMAND = ["wirecheck", "stream", "--jobs", "1", "--no-config"]


def answers(lines):
    """The answers to JSON lines, in order. The lines are fed beside the reading, so that no pipe fills up."""
    program = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    problem = []

    def feed():
        try:
            for line in lines:
                program.stdin.write(line.encode() + b"\n")
        except BaseException as error:
            problem.append(error)
        finally:
            program.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    for line in program.stdout:
        yield line.decode().rstrip("\n")
    feeder.join()
    if problem or program.wait() != 0:
        raise RuntimeError(f"wirecheck ended with {program.returncode}: {problem}")


def by_pandas(frames):
    import pandas
    for frame in frames:
        rows = (json.dumps(row, ensure_ascii=False) for row in frame.to_dict("records"))
        yield pandas.DataFrame({"value": list(answers(rows))})


def run(spark, source, how):
    stories = spark.read.parquet(source) if source.endswith(".parquet") else spark.read.json(source)
    if how == "pandas":
        return stories.mapInPandas(by_pandas, "value string")
    lines = stories.toJSON().pipe(" ".join(COMMAND), env=dict(os.environ), checkCode=True)
    return lines.map(lambda line: (line,)).toDF(["value"])


def main():
    source, out = sys.argv[1:3]
    how = sys.argv[3] if len(sys.argv) > 3 else "pipe"
    spark = SparkSession.builder.appName("wirecheck").getOrCreate()
    found = run(spark, source, how).cache()
    found.write.mode("overwrite").text(out + "/documents")
    table = found.select(F.from_json("value", DOCUMENT).alias("d")).select("d.*")
    table.select("id", F.explode("findings").alias("f")).select("id", "f.*").write.mode("overwrite").parquet(out + "/findings")
    table.groupBy("language", "status").agg(
        F.count("*").alias("stories"), F.sum("words").alias("words"), F.sum(F.size("findings")).alias("findings")
    ).coalesce(1).write.mode("overwrite").parquet(out + "/summary")
    spark.stop()


if __name__ == "__main__":
    main()
