package dev.weir.standalone.up;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of Flink's REST API that submits a job.
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/rest_api/
 */
public final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param address the JobManager's REST address, such as {@code http://localhost:8081} */
    public FlinkRest(URI address) {
        this.address = address;
    }

    /** Uploads a jar and gives the id under which it can be run. */
    public String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "weir-" + Long.toHexString(jar.toAbsolutePath().hashCode()) + "-boundary";
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(List.of(head.toByteArray(), Files.readAllBytes(jar), tail)))
                .build();
        String filename = send(request).path("filename").asString("");
        return filename.substring(filename.lastIndexOf('/') + 1);
    }

    /** Runs an uploaded jar and gives the job's id. */
    public String run(String jarId, List<String> arguments, int parallelism, String savepoint)
            throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode();
        arguments.forEach(body.putArray("programArgsList")::add);
        if (parallelism > 0) {
            body.put("parallelism", parallelism);
        }
        if (!savepoint.isEmpty()) {
            body.put("savepointPath", savepoint);
        }
        HttpRequest request = request("/jars/" + jarId + "/run")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return send(request).path("jobid").asString("");
    }

    /** The job's state, such as {@code RUNNING}. */
    public String state(String jobId) throws IOException, InterruptedException {
        return get("/jobs/" + jobId).path("state").asString("");
    }

    /** What the API answers to a GET. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = client.send(request, BodyHandlers.ofString());
        } catch (java.net.ConnectException e) {
            throw new IOException("no Flink at " + address + "; give its REST address with --flink", e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("Flink at " + request.uri() + " answered " + response.statusCode() + ": "
                    + response.body().lines().findFirst().orElse(""));
        }
        return json.readTree(response.body());
    }
}
