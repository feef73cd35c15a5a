using System.Reflection;
using System.Reflection.Emit;

namespace Psa.Architecture.Tests;

/// <summary>Which types a type uses: bases, fields, signatures, locals, and what its code calls.</summary>
internal static class UsedTypes
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    internal static IEnumerable<Type> Of(Type type) =>
        Direct(type).OfType<Type>().SelectMany(Named).Distinct();

    /// <summary>An id names a record without using it.</summary>
    private static IEnumerable<Type> Named(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) ? []
        : type.HasElementType ? Named(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Named).Prepend(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type?> Direct(Type type)
    {
        yield return type.BaseType;
        foreach (var used in type.GetInterfaces()
            .Concat(type.GetFields(Shipped.Declared).Select(field => field.FieldType))
            .Concat(type.GetProperties(Shipped.Declared).Select(property => property.PropertyType)))
        {
            yield return used;
        }

        foreach (var method in type.GetMethods(Shipped.Declared).Cast<MethodBase>().Concat(type.GetConstructors(Shipped.Declared)))
        {
            yield return (method as MethodInfo)?.ReturnType;
            foreach (var used in method.GetParameters().Select(parameter => parameter.ParameterType).Concat(Body(method)))
            {
                yield return used;
            }
        }
    }

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }

        return body.LocalVariables.Select(local => local.LocalType).Concat(Tokens(body.GetILAsByteArray()!).SelectMany(token => Resolve(method, token)));
    }

    private static IEnumerable<Type> Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, typeArguments, methodArguments) switch
        {
            Type type => [type],
            MethodInfo { IsGenericMethod: true } called => [called.DeclaringType!, .. called.GetGenericArguments()],
            { DeclaringType: { } declaring } => [declaring],
            _ => [],
        };
    }

    /// <summary>Gives the tokens of members that code names.</summary>
    internal static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += OperandSize(operation.OperandType, code, at);
        }
    }

    private static int OperandSize(OperandType operand, byte[] code, int at) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
            _ => 4,
        };
}
