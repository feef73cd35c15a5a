using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Psa.Architecture.Tests;

/// <summary>Writes the public surface of an assembly as sorted text, one member a line.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            var bases = new[] { type.BaseType }
                .Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
                .Concat(type.GetInterfaces().Where(i => i.IsPublic && !type.IsEnum).OrderBy(i => i.ToString(), StringComparer.Ordinal))
                .Select(t => Name(t!));
            text.Append(Kind(type)).Append(' ').Append(Name(type));
            var list = string.Join(", ", bases);
            text.AppendLine(list.Length == 0 ? string.Empty : " : " + list);
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").AppendLine(line);
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : string.Empty) + "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } when type.GetMethod("<Clone>$") is not null => "sealed record",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(flags).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            if (type.IsEnum)
            {
                if (field.IsLiteral)
                {
                    yield return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}";
                }

                continue;
            }

            if (field.IsLiteral)
            {
                yield return $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}";
                continue;
            }

            yield return $"{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{Name(field.FieldType, Nullability.Create(field))} {field.Name}";
        }

        foreach (var constructor in type.GetConstructors(flags).Where(Visible))
        {
            yield return $".ctor({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(flags))
        {
            var accessors = new List<string>(2);
            if (property.GetMethod is { } get && Visible(get))
            {
                accessors.Add("get;");
            }

            if (property.SetMethod is { } set && Visible(set))
            {
                accessors.Add(set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
            }

            if (accessors.Count > 0)
            {
                var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
                yield return $"{required}{Modifiers(property.GetMethod ?? property.SetMethod!)}{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{ {string.Join(' ', accessors)} }}";
            }
        }

        foreach (var method in type.GetMethods(flags).Where(m => Visible(m) && !IsGenerated(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : string.Empty;
            yield return $"{Modifiers(method)}{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
        }
    }

    /// <summary>What every record has says nothing.</summary>
    private static bool IsGenerated(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : string.Empty)
        + (method.IsStatic ? "static " : string.Empty)
        + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : string.Empty)
        + (method is { IsVirtual: true, IsFinal: false, IsAbstract: false } && method.DeclaringType is { IsSealed: false, IsInterface: false }
            ? method.GetBaseDefinition() == method ? "virtual " : "override "
            : string.Empty);

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p =>
            $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : string.Empty)}{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + (p.RawDefaultValue ?? "default") : string.Empty)}"));

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : string.Empty;
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (!type.IsGenericType)
        {
            return (type.IsGenericParameter ? type.Name : type.FullName ?? type.Name) + mark;
        }

        var arguments = type.GetGenericArguments().Select((a, i) =>
            Name(a, nullability is { GenericTypeArguments.Length: var n } && i < n ? nullability.GenericTypeArguments[i] : null));
        var name = (type.FullName ?? $"{type.Namespace}.{type.Name}").Split('[')[0].Split('`')[0];
        return $"{name}<{string.Join(", ", arguments)}>{mark}";
    }
}
