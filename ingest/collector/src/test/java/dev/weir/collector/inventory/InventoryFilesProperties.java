package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.InventoryEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class InventoryFilesProperties {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode SHOP = YamlTree.of(
            new Load(LoadSettings.builder().build()).loadFromString(Reading.shop()),
            Reading.shop().length());

    @Property(tries = 50)
    void orderOfObjectsDoesNotMatter(@ForAll long seed) throws IOException {
        List<JsonNode> items = new ArrayList<>(SHOP.path("items").valueStream().toList());
        Collections.shuffle(items, new Random(seed));
        int cut = new Random(seed).nextInt(items.size());

        ReadObjects objects = new ReadObjects(Reading.CLUSTER);
        read(objects, list(items.subList(0, cut)).toString());
        read(objects, list(items.subList(cut, items.size())).toString());

        assertThat(objects.done().events()).isEqualTo(eventsOfShop());
    }

    @Property(tries = 300)
    void anyValueAnywhereInObjectsNeverThrows(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        JsonNode broken = SHOP.deepCopy();
        for (int i = 0; i <= random.nextInt(4); i++) {
            breakOne(broken, random);
        }

        ReadObjects objects = new ReadObjects(Reading.CLUSTER);
        read(objects, broken.toString());

        List<InventoryEvent> events = objects.done().events();
        assertThat(events.get(events.size() - 1).hasSnapshotComplete()).isTrue();
    }

    @Property(tries = 200)
    void textWithBytesChangedNeverThrows(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] text = Reading.shop().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(8); i++) {
            text[random.nextInt(text.length)] = (byte) " :-{}[]\"'&*!#|>\n\t%@0aé".charAt(random.nextInt(22));
        }

        ReadObjects objects = new ReadObjects(Reading.CLUSTER);
        try {
            Documents.read(new ByteArrayInputStream(text), objects.in("shop.yaml"));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.nio.charset.CharacterCodingException.class);
        }

        assertThat(objects.done().events()).isNotEmpty();
    }

    private static List<InventoryEvent> eventsOfShop() throws IOException {
        ReadObjects objects = new ReadObjects(Reading.CLUSTER);
        read(objects, Reading.shop());
        return objects.done().events();
    }

    private static void read(ReadObjects objects, String text) throws IOException {
        Documents.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), objects.in("text" + text.hashCode()));
    }

    private static ObjectNode list(List<JsonNode> items) {
        ObjectNode list = NODES.objectNode().put("apiVersion", "v1").put("kind", "List");
        list.putArray("items").addAll(items);
        return list;
    }

    /** Replaces one value somewhere below by one of another type. */
    private static void breakOne(JsonNode node, Random random) {
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (random.nextInt(4) == 0 || !array.get(index).isContainer()) {
                array.set(index, other(random));
                return;
            }
            breakOne(array.get(index), random);
        }
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(6) == 0 || !object.path(name).isContainer()) {
                object.set(name, other(random));
                return;
            }
            breakOne(object.path(name), random);
        }
    }

    private static JsonNode other(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.numberNode(Long.MAX_VALUE);
            case 3 -> NODES.stringNode("");
            case 4 -> NODES.stringNode("None");
            case 5 -> NODES.booleanNode(true);
            case 6 -> NODES.arrayNode().addNull();
            case 7 -> NODES.objectNode().putNull("name");
            case 8 -> NODES.arrayNode();
            default -> NODES.objectNode();
        };
    }
}
