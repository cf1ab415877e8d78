package dev.weir.policy.dialect;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema in a CustomResourceDefinition. The definitions are not part of this repository: they are looked for beside
 * it, or where {@code -Dweir.shared} says. Fields that a schema does not name are refused, which an API server does only
 * when asked to.
 */
final class CrdSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Schema schema;

    private CrdSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema of the definition's first version; where the file is not there, the test is skipped. */
    static CrdSchema in(String file) {
        String root = System.getProperty("weir.root", "../..");
        Path shared = Path.of(System.getProperty("weir.shared", root + "/../shared"));
        Path path = shared.resolve("crds").resolve(file).normalize();
        Assumptions.assumeTrue(Files.isRegularFile(path), "no definition at " + path);
        try {
            Tree definition = Tree.of(Files.readString(path));
            Object strict = strict(definition
                    .at("spec", "versions")
                    .items()
                    .get(0)
                    .at("schema", "openAPIV3Schema")
                    .value());
            return new CrdSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.writeValueAsString(Objects.requireNonNull(strict)), InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Error> problems(String yaml) {
        return schema.validate(JSON.writeValueAsString(Tree.of(yaml).value()), InputFormat.JSON);
    }

    private static @Nullable Object strict(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(CrdSchema::strict).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(key, strict(inner)));
        boolean named = map.get("properties") instanceof Map<?, ?> && "object".equals(map.get("type"));
        if (named && !map.containsKey("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }
}
