package dev.weir.policy.parse;

import dev.weir.policy.model.DeclaredPort;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The ports of every container of a pod, and of the init containers that stay beside them as sidecars. */
final class ContainerPorts {

    private ContainerPorts() {}

    /** Those with a name, by which rules may call them. */
    static List<NamedPort> named(Fields podSpec) {
        List<NamedPort> ports = new ArrayList<>();
        forEach(podSpec, (fields, port) -> fields.text("name")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> ports.add(new NamedPort(name, port.protocol(), port.port()))));
        return ports;
    }

    /** All of them. */
    static List<DeclaredPort> declared(Fields podSpec) {
        List<DeclaredPort> ports = new ArrayList<>();
        forEach(podSpec, (fields, port) -> ports.add(port));
        return ports;
    }

    private static void forEach(Fields podSpec, BiConsumer<Fields, DeclaredPort> action) {
        for (Field container : podSpec.items("containers")) {
            forEachOf(container.fields(), action);
        }
        for (Field container : podSpec.items("initContainers")) {
            Fields fields = container.fields();
            if (fields.text("restartPolicy").filter("Always"::equals).isPresent()) {
                forEachOf(fields, action);
            }
        }
    }

    private static void forEachOf(Fields container, BiConsumer<Fields, DeclaredPort> action) {
        for (Field item : container.items("ports")) {
            Fields fields = item.fields();
            Optional<Integer> number =
                    fields.get("containerPort").flatMap(field -> field.number(Ports.LOWEST, Ports.HIGHEST));
            Optional<Protocol> protocol = NetworkPolicyReader.protocol(fields);
            if (number.isPresent() && protocol.isPresent()) {
                action.accept(fields, new DeclaredPort(protocol.get(), number.get()));
            }
        }
    }
}
